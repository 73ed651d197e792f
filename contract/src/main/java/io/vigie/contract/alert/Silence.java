package io.vigie.contract.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigie.contract.check.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * For a while nobody is told of what fails among some items. What still fails at its end is told
 * then; what was told before is also closed while it lasts. The version grows with each change.
 *
 * @param by who wants it
 * @param until when it ends at the latest
 * @param ended when and by whom it was ended before that
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Silence(
    UUID id,
    long version,
    Matcher matcher,
    String reason,
    String by,
    Instant from,
    Instant until,
    Optional<Acknowledgement> ended) {

  /** None lasts longer. */
  public static final Duration LONGEST = Duration.ofDays(7);

  /** When it ends. */
  public Instant end() {
    return ended.map(Acknowledgement::at).filter(at -> at.isBefore(until)).orElse(until);
  }

  public boolean isActive(Instant now) {
    return !now.isBefore(from) && now.isBefore(end());
  }

  /** True when it keeps {@code check} from being told of. */
  public boolean covers(Check check, Instant now) {
    return isActive(now) && matcher.matches(check);
  }
}
