package io.vigie.alert.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is remembered of an item that fails and recovers: when it last turned, and the incident that
 * was over last. Its times are those of the runs, not of our hearing of them, or a backlog that is
 * read at once would look like an item that goes to and fro. Pure.
 *
 * @param turns when it began to fail or recovered, oldest first
 * @param last the incident that was over last
 * @param endedAt when that was over
 * @param heldSince since when the incident is held open, because the item goes to and fro
 * @param failedAt when the item was last seen to fail
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Unrest(
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<Instant> turns,
    Optional<OpenIncident> last,
    Optional<Instant> endedAt,
    Optional<Instant> heldSince,
    Optional<Instant> failedAt) {

  /** So many turns within {@link #LATELY}, and the item goes to and fro. */
  static final int TOO_MANY = 4;

  static final Duration LATELY = Duration.ofMinutes(15);

  /** So long without a failure, and it is steady. */
  static final Duration STEADY = Duration.ofMinutes(10);

  /** What fails again within this time after its incident was over has not been over. */
  static final Duration AGAIN = Duration.ofMinutes(10);

  static final Unrest NONE =
      new Unrest(List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  Unrest {
    turns = List.copyOf(turns);
  }

  /** It begins to fail, or recovers. */
  Unrest turned(Instant at) {
    List<Instant> lately =
        Stream.concat(turns.stream().filter(turn -> turn.plus(LATELY).isAfter(at)), Stream.of(at))
            .toList();
    List<Instant> newest = lately.subList(Math.max(0, lately.size() - TOO_MANY), lately.size());
    return new Unrest(newest, last, endedAt, heldSince, failedAt);
  }

  boolean isTooMuch() {
    return turns.size() >= TOO_MANY;
  }

  boolean isHeld() {
    return heldSince.isPresent();
  }

  /** True when a pass at {@code dueAt} ends the time for which it is held open. */
  boolean isSteady(Instant dueAt) {
    Instant since = failedAt.or(() -> heldSince).orElse(Instant.MIN);
    return !dueAt.isBefore(since.plus(STEADY));
  }

  Unrest held(Instant at) {
    return new Unrest(turns, last, endedAt, Optional.of(at), failedAt);
  }

  Unrest failed(Instant dueAt) {
    return new Unrest(turns, last, endedAt, heldSince, Optional.of(dueAt));
  }

  /** Its incident is over. */
  Unrest ended(OpenIncident incident, Instant at) {
    return new Unrest(
        isHeld() ? List.of() : turns,
        Optional.of(incident),
        Optional.of(at),
        Optional.empty(),
        Optional.empty());
  }

  /** The incident that goes on if the item fails now. */
  Optional<OpenIncident> again(Instant at) {
    return last.filter(
        _ -> endedAt.filter(end -> end.plus(AGAIN).isAfter(at) && !end.isAfter(at)).isPresent());
  }

  /** What is left of it; nothing once all of it is long ago. */
  Optional<Unrest> lately(Instant at) {
    boolean quiet =
        !isHeld()
            && turns.stream().noneMatch(turn -> turn.plus(LATELY).isAfter(at))
            && again(at).isEmpty();
    return quiet ? Optional.empty() : Optional.of(this);
  }
}
