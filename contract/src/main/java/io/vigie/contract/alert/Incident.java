package io.vigie.contract.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Severity;
import io.vigie.contract.result.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One span of failure of one item, from confirmed to resolved. The version grows with each change.
 *
 * @param fold the incident that it is told with, because both have one cause; one that is folded
 *     has no messages of its own
 * @param acknowledged who looks after it
 * @param history what people and Vigie did about it, oldest first, and no more than the last of it
 * @param members the items whose incidents are told with this one
 * @param seen how often it was seen to fail: until it opened, and of one that is over, in all
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Incident(
    IncidentId id,
    long version,
    ItemId item,
    Severity severity,
    @JsonInclude String title,
    Instant firstFailedAt,
    Instant openedAt,
    Optional<Instant> resolvedAt,
    Optional<Instant> lastPassedAt,
    Outcome firstFailure,
    @JsonInclude String resolution,
    Optional<Fold> fold,
    Optional<Acknowledgement> acknowledged,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<Remark> history,
    Optional<Members> members,
    Optional<Sightings> seen) {

  /** More of the history is not kept. */
  public static final int MOST_HISTORY = 50;

  public Incident {
    history = List.copyOf(history);
  }

  /** One that stands for itself, and that nobody has done anything about. */
  public Incident(
      IncidentId id,
      long version,
      ItemId item,
      Severity severity,
      String title,
      Instant firstFailedAt,
      Instant openedAt,
      Optional<Instant> resolvedAt,
      Optional<Instant> lastPassedAt,
      Outcome firstFailure,
      String resolution) {
    this(
        id,
        version,
        item,
        severity,
        title,
        firstFailedAt,
        openedAt,
        resolvedAt,
        lastPassedAt,
        firstFailure,
        resolution,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  public boolean isOpen() {
    return resolvedAt.isEmpty();
  }
}
