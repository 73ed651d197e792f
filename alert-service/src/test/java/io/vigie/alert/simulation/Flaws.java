package io.vigie.alert.simulation;

import io.vigie.alert.incident.Ledger;
import io.vigie.alert.incident.Outbox;
import io.vigie.alert.incident.Posting;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.incident.Settlement;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.job.RunId;
import io.vigie.contract.result.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Services that are wrong in one way each. A flaw is made anew for each history. */
enum Flaws {
  COUNTS_A_RESULT_TWICE,
  TAKES_WHAT_IS_LATE,
  COMMITS_THE_OFFSET_FIRST,
  DOES_NOT_TELL_AN_END,
  IGNORES_THE_LEASE;

  Flaw made() {
    Set<RunId> seen = new HashSet<>();
    return switch (this) {
      case COUNTS_A_RESULT_TWICE -> new Redating(result -> !seen.add(result.run()));
      case TAKES_WHAT_IS_LATE -> new Redating(result -> seen.add(result.run()));
      case COMMITS_THE_OFFSET_FIRST -> new Hasty();
      case DOES_NOT_TELL_AN_END -> new Sending(Silent::new);
      case IGNORES_THE_LEASE -> new Sending(Greedy::new);
    };
  }

  /** Commits before it has written. */
  private record Hasty() implements Flaw {
    @Override
    public boolean commitsFirst() {
      return true;
    }
  }

  /** Sends in another way. */
  private record Sending(UnaryOperator<Outbox> other) implements Flaw {
    @Override
    public Outbox in(Outbox outbox) {
      return other.apply(outbox);
    }
  }

  /** Some results count as new though they are not: an engine without a memory of due times. */
  private record Redating(Predicate<Result> suspected) implements Flaw {

    @Override
    public Ledger in(Ledger ledger) {
      return new Forgetful(ledger, suspected, new HashMap<>());
    }
  }

  private record Forgetful(Ledger ledger, Predicate<Result> suspected, Map<ItemId, Instant> newest)
      implements Ledger {

    @Override
    public Accepted accept(List<Result> results, Instant now) {
      return ledger.accept(results.stream().map(this::redated).toList(), now);
    }

    private Result redated(Result result) {
      Instant last = newest.getOrDefault(result.item(), Instant.MIN);
      boolean late = suspected.test(result) && !result.dueAt().isAfter(last);
      Instant dueAt = late ? last.plusNanos(1_000) : result.dueAt();
      newest.merge(result.item(), dueAt, (one, other) -> one.isAfter(other) ? one : other);
      return new Result(
          result.run(),
          result.item(),
          result.revision(),
          dueAt,
          result.startedAt(),
          result.took(),
          result.seer(),
          result.outcome(),
          result.evidence(),
          result.cause(),
          result.attempts());
    }

    @Override
    public Written define(List<Definition> definitions, Instant now) {
      return ledger.define(definitions, now);
    }

    @Override
    public Ticked tick(Instant awakeSince, Instant now, int limit) {
      return ledger.tick(awakeSince, now, limit);
    }

    @Override
    public Computed compute(Instant now, int limit) {
      return ledger.compute(now, limit);
    }

    @Override
    public int forget(Instant resolvedBefore, Instant removedBefore) {
      return ledger.forget(resolvedBefore, removedBefore);
    }
  }

  /** What most flawed outboxes do like the others. */
  private abstract static class Outboxes implements Outbox {
    final Outbox outbox;

    Outboxes(Outbox outbox) {
      this.outbox = outbox;
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
  private static final class Silent extends Outboxes {

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

  /** Takes what another has taken, and knows of no doubt. */
  private static final class Greedy extends Outboxes {

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
          one.listing());
    }
  }
}
