package io.vigie.report.web;

import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Notification;
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
    String severity,
    boolean open,
    Moment opened,
    Optional<Moment> resolved,
    String lasted,
    String failure,
    String resolution,
    List<Message> messages) {

  /** One message on one channel. */
  public record Message(
      String channel, String occasion, Mark delivery, int attempts, Optional<String> error) {
    public boolean isLost() {
      return delivery.slug().equals("undelivered");
    }
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
        "/items/" + incident.item(),
        incident.severity().name(),
        incident.isOpen(),
        new Moment(incident.openedAt(), now),
        incident.resolvedAt().map(at -> new Moment(at, now)),
        Spans.words(Duration.between(incident.firstFailedAt(), end)),
        incident.firstFailure().summary(),
        incident.resolution(),
        notifications.stream().map(IncidentRow::message).toList());
  }

  private static Message message(Notification notification) {
    return new Message(
        notification.channel(),
        notification.occasion().word(),
        Mark.of(notification.delivery()),
        notification.attempts(),
        notification.lastError());
  }
}
