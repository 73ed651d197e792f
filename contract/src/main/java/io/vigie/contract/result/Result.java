package io.vigie.contract.result;

import io.vigie.contract.check.ItemId;
import io.vigie.contract.job.RunId;
import java.time.Duration;
import java.time.Instant;

/**
 * What one run saw. Results of an item are ordered by {@code dueAt}, not by the time at which they
 * arrive.
 */
public record Result(
    RunId run,
    ItemId item,
    String revision,
    Instant dueAt,
    Instant startedAt,
    Duration took,
    Seer seer,
    Outcome outcome,
    Evidence evidence) {

  /** Which runner looked, and from where. */
  public record Seer(String runner, String location) {}
}
