package io.vigie.alert.notify;

import io.vigie.alert.incident.Outbox;
import io.vigie.alert.incident.Posting;
import io.vigie.alert.incident.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** An outbox that keeps postings in a list until they are settled for good. */
final class MemoryOutbox implements Outbox {

  /** A posting and when it is due. */
  private record Waiting(Posting posting, Instant dueAt) {}

  private final List<Waiting> waiting = new ArrayList<>();
  private final List<Settlement> settled = new ArrayList<>();

  synchronized void add(Posting... postings) {
    for (Posting posting : postings) {
      waiting.add(new Waiting(posting, Instant.MIN));
    }
  }

  synchronized List<Settlement> settled() {
    return List.copyOf(settled);
  }

  @Override
  public synchronized List<Posting> claim(String channel, Instant now, Duration lease, int limit) {
    List<Posting> due =
        waiting.stream()
            .filter(one -> one.posting().channel().equals(channel))
            .filter(one -> !one.dueAt().isAfter(now))
            .limit(limit)
            .map(Waiting::posting)
            .map(posting -> tried(posting, 1))
            .toList();
    waiting.removeIf(
        one -> due.stream().anyMatch(same -> same.rows().equals(one.posting().rows())));
    return due;
  }

  @Override
  public synchronized List<Posting> claimPile(
      String channel, Instant now, Duration lease, int limit) {
    return claim(channel, now, lease, limit);
  }

  @Override
  public synchronized int pile(String channel, Instant now, int most) {
    long due =
        waiting.stream()
            .filter(one -> one.posting().channel().equals(channel) && !one.dueAt().isAfter(now))
            .count();
    return (int) Math.min(due, most);
  }

  private static Posting tried(Posting posting, int more) {
    return new Posting(
        posting.rows(),
        posting.channel(),
        posting.telling(),
        posting.incident(),
        posting.check(),
        posting.attempts() + more,
        posting.receipt(),
        posting.doubtful(),
        posting.causedAt());
  }

  @Override
  public synchronized void settle(Posting posting, Settlement settlement, Instant now) {
    settled.add(settlement);
    if (settlement instanceof Settlement.Postponed(Instant until, _)) {
      waiting.add(new Waiting(posting, until));
    } else if (settlement instanceof Settlement.Held(Instant until, _)) {
      waiting.add(new Waiting(tried(posting, -1), until));
    }
  }

  @Override
  public synchronized List<String> giveUp(
      Set<String> channels, Duration maxAge, Duration orphanAge, Instant now) {
    return List.of();
  }

  @Override
  public synchronized Backlog backlog(Instant now) {
    return new Backlog(waiting.size(), Duration.ZERO, 0);
  }
}
