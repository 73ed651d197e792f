package io.vigie.alert.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which channels could be told at once by this process. Whoever owes an opening on such a channel
 * takes it for the lane in the same transaction and hands it over after the commit; so the lane
 * need not look for it, take it and commit once more before it sends. Thread-safe.
 */
public final class FreeLanes {

  private final Duration lease;
  private final Map<String, Instant> freeFrom = new ConcurrentHashMap<>();

  /**
   * @param lease for how long a message that is handed over belongs to this process
   */
  public FreeLanes(Duration lease) {
    this.lease = lease;
  }

  /** A message that was taken for a lane in the transaction that owed it. */
  public record Handed(Posting posting, Instant takenAt) {}

  public Duration lease() {
    return lease;
  }

  /** Nothing waits in the lane, and it may send from {@code from} on. */
  public void free(String channel, Instant from) {
    freeFrom.put(channel, from);
  }

  /** The lane looks for messages by itself now. */
  public void busy(String channel) {
    freeFrom.remove(channel);
  }

  /**
   * True when the lane is free, which it is no more then. Should nothing be handed over after all,
   * it is free again as soon as it has looked for messages, which it does from time to time.
   */
  public boolean take(String channel, Instant now) {
    Instant from = freeFrom.get(channel);
    return from != null && !from.isAfter(now) && freeFrom.remove(channel, from);
  }
}
