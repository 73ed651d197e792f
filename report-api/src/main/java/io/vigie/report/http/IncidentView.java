package io.vigie.report.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.Notification;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An incident, with the delivery of its messages where one incident is asked for. */
@Schema(name = "Incident")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IncidentView(
    String id,
    long version,
    String item,
    String severity,
    String title,
    boolean open,
    Instant firstFailedAt,
    Instant openedAt,
    Optional<Instant> resolvedAt,
    Optional<Instant> lastPassedAt,
    @Schema(description = "The first failure in words") String failure,
    @Schema(description = "Why it was closed; empty while open") String resolution,
    @Schema(description = "Only where one incident is asked for")
        List<NotificationView> notifications) {

  /** One message on one channel. */
  @Schema(name = "Notification")
  public record NotificationView(
      String id,
      String channel,
      @Schema(enumeration = {"opened", "resolved"}) String occasion,
      @Schema(enumeration = {"pending", "delivered", "undelivered"}) String delivery,
      int attempts,
      Instant createdAt,
      Optional<Instant> deliveredAt,
      Optional<String> lastError) {
    static NotificationView of(Notification notification) {
      return new NotificationView(
          notification.id().toString(),
          notification.channel(),
          notification.occasion().word(),
          notification.delivery().word(),
          notification.attempts(),
          notification.createdAt(),
          notification.deliveredAt(),
          notification.lastError());
    }
  }

  static IncidentView brief(Incident incident) {
    return of(incident, null);
  }

  static IncidentView full(Incident incident, List<Notification> notifications) {
    return of(incident, notifications.stream().map(NotificationView::of).toList());
  }

  private static IncidentView of(Incident incident, List<NotificationView> notifications) {
    return new IncidentView(
        incident.id().toString(),
        incident.version(),
        incident.item().toString(),
        incident.severity().name(),
        incident.title(),
        incident.isOpen(),
        incident.firstFailedAt(),
        incident.openedAt(),
        incident.resolvedAt(),
        incident.lastPassedAt(),
        incident.firstFailure().summary(),
        incident.resolution(),
        notifications);
  }
}
