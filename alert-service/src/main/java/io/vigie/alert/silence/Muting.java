package io.vigie.alert.silence;

import io.vigie.contract.alert.Silence;
import io.vigie.contract.command.Command;
import io.vigie.contract.command.Command.Mute;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether somebody may be silent: a silence has a reason, an author, and an end within a week. */
public sealed interface Muting {

  /** A longer reason is refused. */
  int LONGEST_REASON = 500;

  /** Clocks differ; a week that was meant to be one is not refused for a minute. */
  Duration LENIENCE = Duration.ofMinutes(1);

  /** It begins. */
  record Begun(Silence silence) implements Muting {}

  /** It does not, and this is why. */
  record Refused(String why) implements Muting {}

  /** Judges what somebody asks for. */
  static Muting judge(Command command, Mute order, Instant now) {
    Optional<String> by = command.by().map(String::strip).filter(text -> !text.isEmpty());
    String reason = order.reason() == null ? "" : order.reason().strip();
    return fault(by, reason, order.until(), command.at(), now)
        .<Muting>map(Refused::new)
        .orElseGet(
            () ->
                new Begun(
                    new Silence(
                        order.silence(),
                        1,
                        order.matcher(),
                        reason,
                        by.orElseThrow(),
                        now,
                        order.until(),
                        Optional.empty())));
  }

  private static Optional<String> fault(
      Optional<String> by, String reason, Instant until, Instant at, Instant now) {
    if (by.isEmpty()) {
      return Optional.of("silence: must say who wants it, was absent");
    }
    if (reason.isEmpty()) {
      return Optional.of("silence: must have a reason, was absent");
    }
    if (reason.length() > LONGEST_REASON) {
      return Optional.of(
          "silence: its reason must have at most "
              + LONGEST_REASON
              + " characters, had "
              + reason.length());
    }
    if (!until.isAfter(now)) {
      return Optional.of("silence: must end later than now, " + now + ", was " + until);
    }
    Instant latest = at.plus(Silence.LONGEST).plus(LENIENCE);
    return until.isAfter(latest)
        ? Optional.of("silence: must end within 7 days, by " + latest + ", was " + until)
        : Optional.empty();
  }
}
