package io.vigie.alert.sight;

import io.vigie.alert.wording.Sentence;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Meaning;
import io.vigie.contract.check.RollUp;
import io.vigie.contract.check.Schedule;
import io.vigie.contract.check.Severity;
import io.vigie.contract.check.Thresholds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something that is wrong with Vigie itself.
 *
 * @param name under which it is known in {@code vigie/self}
 * @param code what it is, for those who group failures
 * @param summary what is known of it, for a person
 */
public record Trouble(
    String name, Severity severity, String code, String title, String summary, Instant since) {

  /** The reserved system of our own troubles. */
  public static final String SYSTEM = "vigie";

  public static final String ENVIRONMENT = "self";

  /** Troubles with channels are named like this, and then by the channel. */
  static final String CHANNEL = "channel-";

  /** The item under which a trouble is known. */
  public static ItemId item(String name) {
    return new ItemId(SYSTEM, ENVIRONMENT, name);
  }

  public ItemId item() {
    return item(name);
  }

  /** True where a channel is the trouble. */
  public boolean isChannel() {
    return name.startsWith(CHANNEL);
  }

  private Optional<String> consequence() {
    return isChannel() ? Optional.of(Sentence.NO_CHANNEL_MEANS.of()) : Optional.empty();
  }

  /** What takes the place of a check: no checklist speaks of it. */
  public Check check() {
    Meaning meaning =
        new Meaning(
            "Vigie",
            title,
            "monitoring",
            severity,
            Optional.empty(),
            consequence(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "en",
            List.of());
    return new Check(
        item(),
        "self",
        meaning,
        new Schedule.Every(Duration.ofMinutes(1), Duration.ZERO),
        new Thresholds(1, 1, 1),
        new RollUp(new RollUp.All(List.of())),
        Check.DEFAULT_ROUTE);
  }
}
