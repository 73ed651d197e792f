package io.vigie.contract.alert;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One line of the history of an incident.
 *
 * @param by who did it, where a person did
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Remark(Instant at, Kind kind, Optional<String> by, String text) {

  /** What happened. */
  public enum Kind {
    ACKNOWLEDGED,
    COMMENTED,
    /** Nobody acknowledged it in time, so others are told. */
    ESCALATED,
    /** It failed again shortly after it was over. */
    REOPENED,
    /** It goes to and fro and is held open until it is steady. */
    FLAPPING,
    /** Another incident is told as a part of it. */
    JOINED,
    /** It is told as a part of another. */
    FOLDED,
    /** It stands for itself again. */
    UNFOLDED,
    /** It is over itself, but others that are told as a part of it are not. */
    RECOVERED,
    SILENCED,
    WAIVED;

    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static Kind ofWord(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }
}
