package io.vigie.alert.simulation;

import io.vigie.alert.incident.CauseKey;
import io.vigie.alert.incident.Folding;
import io.vigie.contract.alert.Acknowledgement;
import io.vigie.contract.alert.Fold;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Members;
import io.vigie.contract.alert.Remark;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Severity;
import io.vigie.contract.result.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** An incident with the check as it was when it opened, and what it is told with. */
final class IncidentRow {

  private static final Comparator<IncidentRow> WORST_FIRST =
      Comparator.comparing((IncidentRow row) -> row.resolvedAt.isPresent())
          .thenComparing(row -> row.severity)
          .thenComparing(row -> row.opening.openedAt())
          .thenComparing(row -> row.item().toString());

  final Incident opening;
  final Check check;
  final Optional<String> cause;
  final List<Remark> history = new ArrayList<>();
  Severity severity;
  long version = 1;
  long published;
  Optional<Instant> resolvedAt;
  Optional<Instant> overAt;
  String resolution;
  Optional<IncidentId> lead = Optional.empty();
  Optional<IncidentId> parent = Optional.empty();
  String because = "";
  Optional<Instant> releasedAt = Optional.empty();
  Optional<Instant> unfoldAt = Optional.empty();
  Optional<Acknowledgement> acknowledged = Optional.empty();
  Instant followUpAt = Instant.MIN;

  IncidentRow(Incident opening, Check check) {
    this.opening = opening;
    this.check = check;
    this.cause = CauseKey.of(((Outcome.Failed) opening.firstFailure()).failure());
    this.severity = opening.severity();
    this.resolvedAt = opening.resolvedAt();
    this.overAt = opening.resolvedAt();
    this.resolution = opening.resolution();
  }

  IncidentId id() {
    return opening.id();
  }

  ItemId item() {
    return opening.item();
  }

  String system() {
    return item().system() + "/" + item().environment();
  }

  boolean isOpen() {
    return resolvedAt.isEmpty();
  }

  boolean isLedBy(IncidentId other) {
    return lead.isPresent() && lead.get().equals(other);
  }

  @Override
  public String toString() {
    return "%s #%.8s opened %s, resolved %s, over %s%s"
        .formatted(
            item().item(),
            id(),
            opening.openedAt(),
            resolvedAt.map(Object::toString).orElse("not"),
            overAt.map(Object::toString).orElse("not"),
            lead.map(into -> ", told with #" + into.toString().substring(0, 8)).orElse(""));
  }

  /** As {@link Folding} knows it. */
  Folding.Open open(Rows rows, Instant now) {
    boolean quiet = !rows.isToldBy(lead.orElse(id()), now);
    return new Folding.Open(id(), item(), severity, lead, cause, opening.openedAt(), quiet);
  }

  /** As others hear of it. */
  Incident view(Rows rows) {
    return new Incident(
        opening.id(),
        version,
        opening.item(),
        severity,
        opening.title(),
        opening.firstFailedAt(),
        opening.openedAt(),
        resolvedAt,
        opening.lastPassedAt(),
        opening.firstFailure(),
        resolution,
        lead.map(into -> new Fold(into, because)),
        acknowledged,
        history.subList(Math.max(0, history.size() - Incident.MOST_HISTORY), history.size()),
        members(rows),
        opening.seen());
  }

  private Optional<Members> members(Rows rows) {
    List<IncidentRow> led = rows.ledBy(id());
    if (led.isEmpty()) {
      return Optional.empty();
    }
    int open = (int) led.stream().filter(IncidentRow::isOpen).count();
    List<ItemId> some =
        led.stream().sorted(WORST_FIRST).limit(Members.MOST_NAMED).map(IncidentRow::item).toList();
    return Optional.of(new Members(led.size(), open, some));
  }
}
