package io.vigie.alert.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The messages that are owed. A message is taken with a lease, sent, and settled in a transaction
 * of its own; one whose lease ran out before it was settled is taken again, marked as doubtful.
 */
public interface Outbox {

  /**
   * Takes up to {@code limit} messages of a channel that are due, oldest first. The resolution of
   * an incident is never taken before its opening is settled; when both are waiting, they come as
   * one posting.
   */
  List<Posting> claim(String channel, Instant now, Duration lease, int limit);

  /**
   * Takes up to {@code limit} messages of a channel that one message may tell together: openings,
   * ends, and what was to be told again. Edits, remarks, tests and digests stay.
   */
  List<Posting> claimPile(String channel, Instant now, Duration lease, int limit);

  /** For how many incidents such messages are due on a channel; {@code most} where it is more. */
  int pile(String channel, Instant now, int most);

  /**
   * Records what became of a posting. What a channel will not have is owed to the fallback channel
   * instead, in the same transaction.
   */
  void settle(Posting posting, Settlement settlement, Instant now);

  /**
   * Gives up what is older than {@code maxAge}, and what is owed to a channel that is no longer
   * configured and older than {@code orphanAge}; the fallback channel is owed it instead. Returns
   * the channels of what was given up.
   */
  List<String> giveUp(Set<String> channels, Duration maxAge, Duration orphanAge, Instant now);

  /** What is waiting. */
  Backlog backlog(Instant now);

  /** How many messages are waiting, for how long, and how many were given up. */
  record Backlog(long waiting, Duration oldest, long undelivered) {}
}
