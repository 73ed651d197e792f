package io.vigie.alert.incident;

import io.vigie.alert.state.State;
import io.vigie.contract.check.Attestation;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Heartbeat;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.check.RollUp;
import io.vigie.contract.due.DueTimes;
import io.vigie.contract.due.Silence;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What becomes of an incident that was told with that of something it depends on, once that is
 * over: it goes on being told so for as long as its item may not have been judged anew. Pure.
 */
public final class Release {

  /** An item that is judged more rarely than this is told of without a further judgement. */
  static final Duration LONGEST = Duration.ofMinutes(15);

  private static final Duration TRAVEL = Duration.ofSeconds(10);

  private Release() {}

  /** When an item that was released at {@code released} should have been judged again. */
  public static Instant deadline(Check check, Instant released) {
    Instant latest = released.plus(LONGEST);
    return next(check, released)
        .map(end -> end.plus(check.schedule().grace()).plus(TRAVEL))
        .filter(end -> end.isBefore(latest))
        .orElse(latest);
  }

  /** The end of its next run; a heartbeat is heard by then, or its silence is judged. */
  private static Optional<Instant> next(Check check, Instant released) {
    return switch (check.nature()) {
      case ProbeOrder order ->
          DueTimes.of(check.schedule(), check.item())
              .next(released)
              .map(due -> due.plus(Silence.longestRun(order)));
      case Heartbeat _ -> Silence.expected(check, released);
      case Attestation _, RollUp _ -> Optional.empty();
    };
  }

  /**
   * True when it is to be told by itself: the item failed when it was judged again, or was not
   * judged again in time. One that passes on the way to recovery waits, as does one that nobody
   * sees.
   */
  public static boolean ends(
      State state, Instant released, Optional<Instant> deadline, Instant now) {
    if (!(state instanceof State.Failing)) {
      return false;
    }
    boolean judged = state.lastDueAt().filter(due -> due.isAfter(released)).isPresent();
    return judged ? state.failedLast() : deadline.filter(end -> !now.isBefore(end)).isPresent();
  }
}
