package io.vigie.alert.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.vigie.contract.alert.Sightings;
import io.vigie.contract.result.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is remembered of an item whatever its state is.
 *
 * @param window the newest judged results
 * @param blindInRow runs in which nobody could look, since the last judged result
 * @param lastDueAt due time of the newest result taken; what is not later changes nothing
 * @param freshAt from when silence counts; never goes back
 * @param lastPassedAt due time of the newest pass
 * @param suspicion the first failure that is still in the window
 * @param doubt a failure that somebody else is asked to see too
 * @param rounds what several places say, while it is not decided
 * @param unrest what is remembered of failures and recoveries while they are not long ago
 */
record Track(
    Window window,
    int blindInRow,
    Optional<Instant> lastDueAt,
    Instant freshAt,
    Optional<Instant> lastPassedAt,
    Optional<Suspicion> suspicion,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Doubt> doubt,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<Round> rounds,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Unrest> unrest,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Sightings> seen) {

  /** The first failure of what may become an incident. */
  record Suspicion(Instant failedAt, Outcome.Failure failure) {}

  Track {
    rounds = List.copyOf(rounds);
  }

  /** Nothing in doubt, and no round open. */
  Track(
      Window window,
      int blindInRow,
      Optional<Instant> lastDueAt,
      Instant freshAt,
      Optional<Instant> lastPassedAt,
      Optional<Suspicion> suspicion) {
    this(
        window,
        blindInRow,
        lastDueAt,
        freshAt,
        lastPassedAt,
        suspicion,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

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
    return new Track(
        next,
        0,
        Optional.of(dueAt),
        fresh(dueAt, now),
        Optional.of(dueAt),
        kept,
        doubt,
        rounds,
        unrest.flatMap(one -> one.lately(dueAt.isBefore(now) ? dueAt : now)),
        seen);
  }

  Track failed(Instant dueAt, Outcome.Failure failure, int of, Instant now) {
    boolean follows = window.trimmed(of - 1).hasFailures();
    Optional<Suspicion> first = follows ? suspicion : Optional.empty();
    return new Track(
        window.failed(),
        0,
        Optional.of(dueAt),
        fresh(dueAt, now),
        lastPassedAt,
        first.or(() -> Optional.of(new Suspicion(dueAt, failure))),
        doubt,
        rounds,
        unrest.map(one -> one.failed(dueAt)),
        seen);
  }

  Track blind(Instant dueAt, long runs, Instant now) {
    int inRow = (int) Math.min(Integer.MAX_VALUE, blindInRow + Math.max(1, runs));
    return new Track(
        window,
        inRow,
        Optional.of(dueAt),
        fresh(dueAt, now),
        lastPassedAt,
        suspicion,
        doubt,
        rounds,
        unrest,
        seen);
  }

  /** Somebody is at work on what was due at {@code dueAt}, but nothing is decided by it. */
  Track heard(Instant dueAt, Instant now) {
    return refreshed(dueAt.isBefore(now) ? dueAt : now);
  }

  /** What was expected at {@code expected} did not come. */
  Track silent(Instant expected, Outcome.Failure failure) {
    return new Track(
        window,
        blindInRow,
        lastDueAt,
        later(freshAt, expected),
        lastPassedAt,
        suspicion.or(() -> Optional.of(new Suspicion(expected, failure))),
        doubt,
        rounds,
        unrest.map(one -> one.failed(expected)),
        seen);
  }

  /** After an incident: its failures are accounted for. */
  Track recovered() {
    return new Track(
        window.sinceLastFailure(),
        0,
        lastDueAt,
        freshAt,
        lastPassedAt,
        Optional.empty(),
        Optional.empty(),
        rounds,
        unrest,
        seen);
  }

  /** A failure that was not seen by another: neither it nor what led to it counts. */
  Track unbelieved() {
    return new Track(
        Window.EMPTY,
        0,
        lastDueAt,
        freshAt,
        lastPassedAt,
        Optional.empty(),
        Optional.empty(),
        rounds,
        unrest,
        Optional.empty());
  }

  /** Nothing is held of a check that looks at something else now, but its results go on in time. */
  Track restarted(Instant now) {
    return new Track(
        Window.EMPTY, 0, lastDueAt, later(freshAt, now), lastPassedAt, Optional.empty());
  }

  /** The check is due anew, counted from now: its interval may have become shorter. */
  Track refreshed(Instant now) {
    return new Track(
        window,
        blindInRow,
        lastDueAt,
        later(freshAt, now),
        lastPassedAt,
        suspicion,
        doubt,
        rounds,
        unrest,
        seen);
  }

  Track trimmed(int of) {
    return new Track(
        window.trimmed(of),
        blindInRow,
        lastDueAt,
        freshAt,
        lastPassedAt,
        suspicion,
        doubt,
        rounds,
        unrest,
        seen);
  }

  Track doubting(Optional<Doubt> now) {
    return with(now, rounds, unrest, seen);
  }

  /** What is remembered of failures and recoveries; nothing where there was none. */
  Unrest unrestful() {
    return unrest.orElse(Unrest.NONE);
  }

  Track with(Unrest now) {
    return with(doubt, rounds, Optional.of(now), seen);
  }

  Track with(List<Round> open) {
    return with(doubt, open, unrest, seen);
  }

  /**
   * Somebody has seen it fail.
   *
   * @param goesOn true for what is known to fail: whatever was seen before counts, too
   */
  Track seen(Sightings by, boolean goesOn, Instant now) {
    boolean follows = goesOn || !isFirst() || isAgain(now);
    return seen(Optional.of(follows ? seen.map(before -> before.and(by)).orElse(by) : by));
  }

  /** The last failure is the first of what may become an incident. */
  private boolean isFirst() {
    return suspicion.map(Suspicion::failedAt).equals(lastDueAt);
  }

  private boolean isAgain(Instant now) {
    return unrest.flatMap(one -> one.again(now)).isPresent();
  }

  /** What was seen of an item that passes is forgotten once it is not in doubt any more. */
  Track settled(Instant now) {
    return seen.isEmpty() || suspicion.isPresent() || isAgain(now) ? this : seen(Optional.empty());
  }

  private Track seen(Optional<Sightings> now) {
    return with(doubt, rounds, unrest, now);
  }

  /** What is noted beside the window changes, and nothing that is counted. */
  private Track with(
      Optional<Doubt> doubt,
      List<Round> rounds,
      Optional<Unrest> unrest,
      Optional<Sightings> seen) {
    return new Track(
        window,
        blindInRow,
        lastDueAt,
        freshAt,
        lastPassedAt,
        suspicion,
        doubt,
        rounds,
        unrest,
        seen);
  }

  /**
   * Somebody is at work; a due time in the future, from a clock ahead of ours, buys no patience.
   */
  private Instant fresh(Instant dueAt, Instant now) {
    return later(freshAt, dueAt.isBefore(now) ? dueAt : now);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
