package io.vigie.probe.burst;

import java.time.Duration;
import java.util.Set;

/**
 * How to send.
 *
 * @param requests how many in all
 * @param concurrency how many may be under way at once
 * @param over the time over which they are begun at even distances; zero for as fast as it goes
 * @param patience how long to wait for one of them
 * @param refusals the statuses by which a limiter refuses
 * @param refusedConnections whether a connection that is refused or left unanswered is a refusal
 * @param failsFrom the first status that is a failure, where it is no refusal
 */
public record BurstPlan(
    int requests,
    int concurrency,
    Duration over,
    Duration patience,
    Set<Integer> refusals,
    boolean refusedConnections,
    int failsFrom) {

  public BurstPlan {
    refusals = Set.copyOf(refusals);
  }

  /** When the request of this number, from 0, is due after the beginning. */
  long dueNanos(int number) {
    return over.toNanos() / requests * number;
  }
}
