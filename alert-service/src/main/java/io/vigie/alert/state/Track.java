package io.vigie.alert.state;

import io.vigie.contract.result.Outcome;
import java.time.Instant;
import java.util.Optional;

/**
 * What is remembered of an item whatever its state is.
 *
 * @param window the newest judged results
 * @param blindInRow runs in which nobody could look, since the last judged result
 * @param lastDueAt due time of the newest result taken; what is not later changes nothing
 * @param freshAt from when the patience of the check counts
 * @param lastPassedAt due time of the newest pass
 * @param suspicion the first failure that is still in the window
 */
record Track(
    Window window,
    int blindInRow,
    Optional<Instant> lastDueAt,
    Instant freshAt,
    Optional<Instant> lastPassedAt,
    Optional<Suspicion> suspicion) {

  /** The first failure of what may become an incident. */
  record Suspicion(Instant failedAt, Outcome.Failure failure) {}

  static Track startingAt(Instant now) {
    return new Track(Window.EMPTY, 0, Optional.empty(), now, Optional.empty(), Optional.empty());
  }

  /** True for a result that was seen, or that is older than one that was seen. */
  boolean knows(Instant dueAt) {
    return lastDueAt.isPresent() && !dueAt.isAfter(lastDueAt.get());
  }

  Track passed(Instant dueAt, int of, Instant now) {
    Window next = window.passed();
    Optional<Suspicion> kept = next.trimmed(of).hasFailures() ? suspicion : Optional.empty();
    return new Track(next, 0, Optional.of(dueAt), earlier(dueAt, now), Optional.of(dueAt), kept);
  }

  Track failed(Instant dueAt, Outcome.Failure failure, int of, Instant now) {
    boolean follows = window.trimmed(of - 1).hasFailures();
    Optional<Suspicion> first = follows ? suspicion : Optional.empty();
    return new Track(
        window.failed(),
        0,
        Optional.of(dueAt),
        earlier(dueAt, now),
        lastPassedAt,
        first.or(() -> Optional.of(new Suspicion(dueAt, failure))));
  }

  Track blind(Instant dueAt, Instant now) {
    return new Track(
        window, blindInRow + 1, Optional.of(dueAt), earlier(dueAt, now), lastPassedAt, suspicion);
  }

  /** After an incident: its failures are accounted for. */
  Track recovered() {
    return new Track(
        window.sinceLastFailure(), 0, lastDueAt, freshAt, lastPassedAt, Optional.empty());
  }

  /** Nothing is held of a check that looks at something else now, but its results go on in time. */
  Track restarted(Instant now) {
    return new Track(Window.EMPTY, 0, lastDueAt, now, lastPassedAt, Optional.empty());
  }

  /** The check is due anew, counted from now: its interval may have become shorter. */
  Track refreshed(int of, Instant now) {
    return new Track(window.trimmed(of), blindInRow, lastDueAt, now, lastPassedAt, suspicion);
  }

  /** A due time in the future, from a clock ahead of ours, does not buy patience. */
  private static Instant earlier(Instant dueAt, Instant now) {
    return dueAt.isBefore(now) ? dueAt : now;
  }
}
