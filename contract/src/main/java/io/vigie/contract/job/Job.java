package io.vigie.contract.job;

import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.ProbeOrder;
import java.time.Instant;

/**
 * One order to look. It is sent ahead of {@code dueAt}, and the runner fires at {@code dueAt} from
 * its own timer; after {@code notAfter} it is not run any more but reported as missed.
 */
public record Job(
    RunId run, ItemId item, String revision, ProbeOrder probe, Instant dueAt, Instant notAfter) {

  public Job {
    if (!notAfter.isAfter(dueAt)) {
      throw new IllegalArgumentException(
          "job: notAfter must be after dueAt, was " + notAfter + " for " + dueAt);
    }
  }
}
