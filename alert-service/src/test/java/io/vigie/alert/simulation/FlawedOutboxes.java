package io.vigie.alert.simulation;

import io.vigie.alert.incident.Outbox;
import io.vigie.alert.incident.Posting;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.incident.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Outboxes that lose, double or forget. */
final class FlawedOutboxes {

  private FlawedOutboxes() {}

  /** What most flawed outboxes do like the others. */
  abstract static class Ordinary implements Outbox {
    final Outbox outbox;

    Ordinary(Outbox outbox) {
      this.outbox = outbox;
    }

    @Override
    public List<Posting> claim(String channel, Instant now, Duration lease, int limit) {
      return outbox.claim(channel, now, lease, limit);
    }

    @Override
    public List<Posting> claimPile(String channel, Instant now, Duration lease, int limit) {
      return outbox.claimPile(channel, now, lease, limit);
    }

    @Override
    public int pile(String channel, Instant now, int most) {
      return outbox.pile(channel, now, most);
    }

    @Override
    public void settle(Posting posting, Settlement settlement, Instant now) {
      outbox.settle(posting, settlement, now);
    }

    @Override
    public List<String> giveUp(
        Set<String> channels, Duration maxAge, Duration orphanAge, Instant now) {
      return outbox.giveUp(channels, maxAge, orphanAge, now);
    }

    @Override
    public Backlog backlog(Instant now) {
      return outbox.backlog(now);
    }
  }

  /** Calls an end told that nobody was told of, as a silence must not. */
  static final class Silent extends Ordinary {

    Silent(Outbox outbox) {
      super(outbox);
    }

    @Override
    public List<Posting> claim(String channel, Instant now, Duration lease, int limit) {
      List<Posting> claimed = outbox.claim(channel, now, lease, limit);
      claimed.stream()
          .filter(Silent::isEnd)
          .forEach(end -> settle(end, new Settlement.Delivered(Optional.empty()), now));
      return claimed.stream().filter(one -> !isEnd(one)).toList();
    }

    private static boolean isEnd(Posting posting) {
      return posting.telling() == Telling.RESOLVED;
    }
  }

  /** Tells some of what has piled up and calls all of it told. */
  static final class Hurried extends Ordinary {
    private static final int SOME = 5;

    Hurried(Outbox outbox) {
      super(outbox);
    }

    @Override
    public List<Posting> claimPile(String channel, Instant now, Duration lease, int limit) {
      List<Posting> pile = outbox.claimPile(channel, now, lease, limit);
      pile.stream()
          .skip(SOME)
          .forEach(one -> settle(one, new Settlement.Delivered(Optional.empty()), now));
      return pile.stream().limit(SOME).toList();
    }
  }

  /** Does something else with what may not be told yet. */
  static final class Settling extends Ordinary {
    private final Function<Settlement.Held, Settlement> other;

    Settling(Outbox outbox, Function<Settlement.Held, Settlement> other) {
      super(outbox);
      this.other = other;
    }

    @Override
    public void settle(Posting posting, Settlement settlement, Instant now) {
      Settlement made = settlement instanceof Settlement.Held held ? other.apply(held) : settlement;
      outbox.settle(posting, made, now);
    }
  }

  /** Takes what another has taken, and knows of no doubt. */
  static final class Greedy extends Ordinary {

    Greedy(Outbox outbox) {
      super(outbox);
    }

    @Override
    public List<Posting> claim(String channel, Instant now, Duration lease, int limit) {
      return outbox.claim(channel, now, Duration.ZERO, limit).stream()
          .map(Greedy::trusted)
          .toList();
    }

    private static Posting trusted(Posting one) {
      return new Posting(
          one.rows(),
          one.channel(),
          one.telling(),
          one.incident(),
          one.check(),
          one.attempts(),
          one.receipt(),
          false,
          one.causedAt(),
          one.ordinal(),
          one.because(),
          one.receipts(),
          one.listing(),
          Optional.empty());
    }
  }
}
