package io.vigie.contract.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.job.Cause;
import io.vigie.contract.job.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What one run saw. Results of an item are ordered by {@code dueAt}, not by the time at which they
 * arrive.
 *
 * @param cause why somebody looked; the schedule where absent
 * @param attempts how often it was tried, where more than once
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Result(
    RunId run,
    ItemId item,
    String revision,
    Instant dueAt,
    Instant startedAt,
    Duration took,
    Seer seer,
    Outcome outcome,
    Evidence evidence,
    Optional<Cause> cause,
    Optional<Integer> attempts) {

  /** A run of the schedule that needed one attempt. */
  public Result(
      RunId run,
      ItemId item,
      String revision,
      Instant dueAt,
      Instant startedAt,
      Duration took,
      Seer seer,
      Outcome outcome,
      Evidence evidence) {
    this(
        run,
        item,
        revision,
        dueAt,
        startedAt,
        took,
        seer,
        outcome,
        evidence,
        Optional.empty(),
        Optional.empty());
  }

  /** Which runner looked, and from where. */
  public record Seer(String runner, String location) {}
}
