package io.vigie.report.sample;

import io.vigie.contract.alert.Acknowledgement;
import io.vigie.contract.alert.Fold;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.Matcher;
import io.vigie.contract.alert.Members;
import io.vigie.contract.alert.Remark;
import io.vigie.contract.alert.Sightings;
import io.vigie.contract.alert.Silence;
import io.vigie.contract.alert.Waiver;
import io.vigie.contract.state.ItemState;
import io.vigie.contract.state.ItemStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What alert-service says of incidents that people act on. */
public final class Alerts {

  private Alerts() {}

  /** The next version of an incident, told as a part of another. */
  public static Incident folded(Incident incident, Incident lead, String because) {
    return next(
        incident,
        Optional.of(new Fold(lead.id(), because)),
        incident.acknowledged(),
        incident.history(),
        incident.members());
  }

  /** The next version of an incident, which somebody looks after. */
  public static Incident acknowledged(Incident incident, String by, Instant at) {
    return next(
        incident,
        incident.fold(),
        Optional.of(new Acknowledgement(by, at)),
        incident.history(),
        incident.members());
  }

  /** The next version of an incident, with what people and Vigie did about it. */
  public static Incident remarked(Incident incident, Remark... history) {
    return next(
        incident, incident.fold(), incident.acknowledged(), List.of(history), incident.members());
  }

  /** The next version of an incident with which others are told. */
  public static Incident joined(Incident incident, Members members) {
    return next(
        incident,
        incident.fold(),
        incident.acknowledged(),
        incident.history(),
        Optional.of(members));
  }

  /** The next version of an incident, with who saw it. */
  public static Incident seen(Incident incident, Sightings seen) {
    return next(
        incident,
        incident.fold(),
        incident.acknowledged(),
        incident.history(),
        incident.members(),
        Optional.of(seen));
  }

  public static Remark remark(Instant at, Remark.Kind kind, String by, String text) {
    return new Remark(at, kind, by.isEmpty() ? Optional.empty() : Optional.of(by), text);
  }

  /** Everything of one system. */
  public static Matcher of(String system) {
    return new Matcher(
        Optional.of(system),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public static Silence silence(UUID id, Matcher matcher, Instant from, Duration length) {
    return new Silence(
        id, 1, matcher, "deployment", "ops", from, from.plus(length), Optional.empty());
  }

  /** The next version of a silence, ended early. */
  public static Silence ended(Silence silence, String by, Instant at) {
    return new Silence(
        silence.id(),
        silence.version() + 1,
        silence.matcher(),
        silence.reason(),
        silence.by(),
        silence.from(),
        silence.until(),
        Optional.of(new Acknowledgement(by, at)));
  }

  /** The state of an item whose failing is accepted. */
  public static ItemStatus waived(Sample item, long version, Waiver waiver) {
    return new ItemStatus(
        item.item(),
        version,
        ItemState.WAIVED,
        waiver.from(),
        waiver.from(),
        "2 of the last 3 results failed",
        Optional.empty(),
        Optional.empty(),
        Optional.of(waiver));
  }

  private static Incident next(
      Incident incident,
      Optional<Fold> fold,
      Optional<Acknowledgement> acknowledged,
      List<Remark> history,
      Optional<Members> members) {
    return next(incident, fold, acknowledged, history, members, incident.seen());
  }

  private static Incident next(
      Incident incident,
      Optional<Fold> fold,
      Optional<Acknowledgement> acknowledged,
      List<Remark> history,
      Optional<Members> members,
      Optional<Sightings> seen) {
    return new Incident(
        incident.id(),
        incident.version() + 1,
        incident.item(),
        incident.severity(),
        incident.title(),
        incident.firstFailedAt(),
        incident.openedAt(),
        incident.resolvedAt(),
        incident.lastPassedAt(),
        incident.firstFailure(),
        incident.resolution(),
        fold,
        acknowledged,
        history,
        members,
        seen);
  }
}
