package io.vigie.report.web;

import io.vigie.contract.alert.Acknowledgement;
import io.vigie.contract.alert.Fold;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Members;
import io.vigie.contract.alert.Notification;
import io.vigie.report.incident.Said;
import io.vigie.report.incident.Timeline;
import io.vigie.report.record.Archive;
import io.vigie.report.record.SystemKey;
import io.vigie.report.verdict.Spans;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One incident in a table, with what became of its messages. */
public record IncidentRow(
    String id,
    String title,
    String item,
    String address,
    Optional<String> itemAddress,
    Optional<String> acknowledgedBy,
    Optional<String> toldWith,
    Optional<String> members,
    String severity,
    boolean open,
    Moment opened,
    Optional<Moment> resolved,
    String lasted,
    String failure,
    Optional<String> seenBy,
    String resolution,
    List<Message> messages) {

  /** One message on one channel. */
  public record Message(
      String channel,
      String occasion,
      Mark delivery,
      String attempts,
      Optional<String> error,
      Optional<String> toldInstead) {
    public boolean isLost() {
      return delivery.slug().equals("undelivered");
    }
  }

  static List<IncidentRow> of(Archive archive, List<Incident> incidents, Instant now) {
    return of(incidents, archive.notifications(incidents.stream().map(Incident::id).toList()), now);
  }

  private static String members(Members members) {
    return "and " + members.total() + " told with it, " + members.open() + " of them open";
  }

  static List<IncidentRow> of(
      List<Incident> incidents, List<Notification> notifications, Instant now) {
    Map<IncidentId, List<Notification>> byIncident =
        notifications.stream().collect(Collectors.groupingBy(Notification::incident));
    return incidents.stream()
        .map(incident -> of(incident, byIncident.getOrDefault(incident.id(), List.of()), now))
        .toList();
  }

  private static IncidentRow of(Incident incident, List<Notification> notifications, Instant now) {
    Instant end = incident.resolvedAt().orElse(now);
    return new IncidentRow(
        incident.id().toString(),
        incident.title(),
        incident.item().toString(),
        "/incidents/" + incident.id(),
        SystemKey.of(incident.item()).equals(SystemKey.SELF)
            ? Optional.empty()
            : Optional.of("/items/" + incident.item()),
        incident.acknowledged().map(Acknowledgement::by),
        incident.fold().map(Fold::because),
        incident.members().map(IncidentRow::members),
        incident.severity().name(),
        incident.isOpen(),
        new Moment(incident.openedAt(), now),
        incident.resolvedAt().map(at -> new Moment(at, now)),
        Spans.words(Duration.between(incident.firstFailedAt(), end)),
        Said.text(incident.firstFailure().summary()),
        Said.seenBy(incident),
        Said.text(incident.resolution()),
        notifications.stream().map(IncidentRow::message).toList());
  }

  private static Message message(Notification notification) {
    return new Message(
        notification.channel(),
        notification.occasion().word(),
        Mark.of(notification.delivery()),
        Timeline.attempts(notification),
        notification.lastError(),
        notification.escalatedTo());
  }
}
