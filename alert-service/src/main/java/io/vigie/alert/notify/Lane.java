package io.vigie.alert.notify;

import io.vigie.alert.incident.FreeLanes;
import io.vigie.alert.incident.FreeLanes.Handed;
import io.vigie.alert.incident.Outbox;
import io.vigie.alert.incident.Posting;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.incident.Settlement;
import io.vigie.alert.notify.story.Story;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/**
 * Sends the messages of one channel, one after the other and no more often than it may be called.
 * While the channel fails, the whole lane pauses, so that a channel that is down is asked once in a
 * while and not once for each message; a message that alone fails waits by itself and holds up
 * nobody. What has piled up meanwhile is told in one message. Used by one thread.
 */
final class Lane {

  private static final Logger LOG = Logger.getLogger(Lane.class);
  private static final int AT_A_TIME = 10;
  private static final int MOST_IN_A_PILE = 500;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  private final String channel;
  private final Notifier notifier;
  private final Pace pace;
  private final Outbox outbox;
  private final Restraint restraint;
  private final DeliveryRules rules;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final DeliveryListener listener;
  private final FreeLanes free;

  /** What was taken for this lane by whoever owed it. */
  private final Queue<Handed> handed = new ConcurrentLinkedQueue<>();

  private volatile Instant pausedUntil = Instant.MIN;
  private volatile String pausedBecause = "";
  private int failuresInRow;

  /** There may be more than can be told one by one. */
  private boolean piling = true;

  private volatile boolean stopping;

  Lane(
      String channel,
      Notifier notifier,
      Rate rate,
      Outbox outbox,
      Restraint restraint,
      DeliveryRules rules,
      InstantSource clock,
      RandomGenerator random,
      DeliveryListener listener,
      FreeLanes free) {
    this.free = free;
    this.channel = channel;
    this.notifier = notifier;
    this.pace = new Pace(rate);
    this.outbox = outbox;
    this.restraint = restraint;
    this.rules = rules;
    this.clock = clock;
    this.random = random;
    this.listener = listener;
  }

  /** Sends what is due; true when there may be more that can be sent at once. */
  boolean round() {
    free.busy(channel);
    settleHanded();
    boolean more = look();
    Instant now = clock.instant();
    if (!more && !piling && !isPaused(now) && !stopping) {
      free.free(channel, pace.freeFrom());
    }
    return more;
  }

  /** To be sent in the next round; called by any thread. */
  void hand(Handed posting) {
    handed.add(posting);
  }

  /** What was handed over too late to be sent is given back; to be called after the last round. */
  void giveBack() {
    stopping = true;
    free.busy(channel);
    settleHanded();
  }

  private void settleHanded() {
    for (Handed next = handed.poll(); next != null; next = handed.poll()) {
      settle(next.posting(), next.takenAt());
    }
  }

  private boolean look() {
    Instant now = clock.instant();
    if (isPaused(now) || !pace.allows(now)) {
      return false;
    }
    if (piling && notifier.tells(Telling.SUMMARY) && tellsPile(now)) {
      return !pace.isLimited();
    }
    int most = pace.isLimited() ? 1 : AT_A_TIME;
    List<Posting> postings = outbox.claim(channel, now, rules.lease(), most);
    for (Posting posting : postings) {
      settle(posting, now);
    }
    piling = postings.size() == most || isPaused(clock.instant());
    return postings.size() == most && pace.allows(clock.instant());
  }

  /** Tells what has piled up in one message; false where nothing was taken for one. */
  private boolean tellsPile(Instant now) {
    if (outbox.pile(channel, now, Summary.MOST_ONE_BY_ONE + 1) <= Summary.MOST_ONE_BY_ONE) {
      return false;
    }
    List<Posting> taken = outbox.claimPile(channel, now, rules.lease(), MOST_IN_A_PILE);
    List<Posting> pile = taken.stream().filter(posting -> !isRestrained(posting, now)).toList();
    if (!pile.isEmpty()) {
      settle(pile.size() == 1 ? pile.getFirst() : Summary.of(pile, now), now);
    }
    return !taken.isEmpty();
  }

  private boolean isRestrained(Posting posting, Instant now) {
    Optional<Settlement> without = restraint.of(posting, now);
    without.ifPresent(settlement -> outbox.settle(posting, settlement, now));
    return without.isPresent();
  }

  private void settle(Posting posting, Instant claimedAt) {
    if (posting.doubtful()) {
      listener.unclear(posting);
    }
    outbox.settle(posting, sent(posting, claimedAt), clock.instant());
  }

  /** What is not sent yet is given back; called by any thread. */
  void stop() {
    stopping = true;
  }

  /** Until when the channel is left alone; called by any thread. */
  Optional<Instant> pausedUntil(Instant now) {
    return isPaused(now) ? Optional.of(pausedUntil) : Optional.empty();
  }

  private Settlement sent(Posting posting, Instant claimedAt) {
    Instant now = clock.instant();
    if (stopping) {
      return new Settlement.Postponed(now, "the service was stopping");
    }
    if (isPaused(now)) {
      return new Settlement.Postponed(pausedUntil, pausedBecause);
    }
    if (now.isAfter(claimedAt.plus(rules.lease().dividedBy(2)))) {
      return new Settlement.Postponed(now, "others before it took too long");
    }
    Optional<Posting> told = Edits.on(notifier, posting);
    if (told.isEmpty()) {
      return new Settlement.Skipped("channel " + channel + " does not tell such a thing");
    }
    return restraint.of(posting, now).orElseGet(() -> tried(told.get(), now));
  }

  private Settlement tried(Posting posting, Instant now) {
    pace.called(notifier.calls(posting.telling()), now);
    Attempt attempt = notifier.send(Story.of(posting, notifier.voice()), posting.receipt());
    return settlement(posting, attempt, clock.instant());
  }

  private Settlement settlement(Posting posting, Attempt attempt, Instant now) {
    return switch (attempt) {
      case Attempt.Delivered(var receipt) -> {
        failuresInRow = 0;
        listener.delivered(posting, Duration.between(posting.causedAt(), now));
        yield new Settlement.Delivered(receipt);
      }
      case Attempt.Retry(String error, var after) -> {
        listener.postponed(posting);
        LOG.debugf("message postponed: channel=%s reason=%s", channel, error);
        yield after
            .map(pause -> pausedFor(pause, now))
            .map(until -> new Settlement.Postponed(until, error))
            .orElseGet(() -> postponed(posting, error, now));
      }
      case Attempt.Unclear(String error) -> {
        listener.unclear(posting);
        LOG.warnf(
            "message may have been sent, goes out again: channel=%s reason=%s", channel, error);
        pause(now);
        yield new Settlement.Postponed(
            now.plus(rules.afterUnclear(posting.attempts(), random)), error);
      }
      case Attempt.Permanent(String error) -> {
        listener.givenUp(channel);
        LOG.errorf(
            "message undelivered: channel=%s incident=%s reason=%s",
            channel, posting.incident().id(), error);
        yield new Settlement.GivenUp(error);
      }
    };
  }

  private Settlement.Postponed postponed(Posting posting, String error, Instant now) {
    pause(now);
    return new Settlement.Postponed(now.plus(rules.backOff(posting.attempts(), random)), error);
  }

  /** The channel named a time. */
  private Instant pausedFor(Duration pause, Instant now) {
    listener.limited(channel);
    pausedBecause = "waits: the channel asked for a pause";
    pausedUntil = now.plus(pause);
    return pausedUntil;
  }

  private void pause(Instant now) {
    failuresInRow++;
    Duration pause = rules.backOff(failuresInRow, random);
    pausedBecause = "waits: the channel could not be reached by the message before";
    pausedUntil = now.plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
  }

  private boolean isPaused(Instant now) {
    return now.isBefore(pausedUntil);
  }
}
