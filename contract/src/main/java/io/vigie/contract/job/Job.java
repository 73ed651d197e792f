package io.vigie.contract.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.check.Severity;
import java.time.Instant;
import java.util.Optional;

/**
 * One order to look. It is sent ahead of {@code dueAt}, and the runner fires at {@code dueAt} from
 * its own timer; after {@code notAfter} it is not run any more but reported as missed.
 *
 * @param cause why; the schedule where absent
 * @param notBy the name of the runner that must leave it to another
 * @param severity how bad a failure is, for whoever looks at the runner's metrics
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Job(
    RunId run,
    ItemId item,
    String revision,
    ProbeOrder probe,
    Instant dueAt,
    Instant notAfter,
    Optional<Cause> cause,
    Optional<String> notBy,
    Optional<Severity> severity) {

  public Job {
    if (!notAfter.isAfter(dueAt)) {
      throw new IllegalArgumentException(
          "job: notAfter must be after dueAt, was " + notAfter + " for " + dueAt);
    }
  }

  /** A job of the schedule, for whoever takes it. */
  public Job(
      RunId run, ItemId item, String revision, ProbeOrder probe, Instant dueAt, Instant notAfter) {
    this(run, item, revision, probe, dueAt, notAfter, Optional.empty(), Optional.empty());
  }

  /** The same for whoever takes it. */
  public Job forAnybody() {
    return new Job(run, item, revision, probe, dueAt, notAfter, cause, Optional.empty(), severity);
  }

  /** A job whose severity nobody is told. */
  public Job(
      RunId run,
      ItemId item,
      String revision,
      ProbeOrder probe,
      Instant dueAt,
      Instant notAfter,
      Optional<Cause> cause,
      Optional<String> notBy) {
    this(run, item, revision, probe, dueAt, notAfter, cause, notBy, Optional.empty());
  }
}
