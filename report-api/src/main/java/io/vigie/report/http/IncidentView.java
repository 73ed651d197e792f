package io.vigie.report.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigie.contract.alert.Acknowledgement;
import io.vigie.contract.alert.Fold;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.Members;
import io.vigie.contract.alert.Notification;
import io.vigie.contract.check.ItemId;
import io.vigie.report.IncidentFile;
import io.vigie.report.incident.Timeline;
import io.vigie.report.incident.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An incident, with all that is known of it where one incident is asked for. */
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
    @Schema(description = "Who looks after it") Optional<AcknowledgedView> acknowledged,
    @Schema(description = "The incident that it is told with") Optional<FoldView> fold,
    @Schema(description = "The items whose incidents are told with it")
        Optional<MembersView> members,
    TimesView times,
    @Schema(description = "Only where one incident is asked for: what happened, oldest first")
        List<EntryView> timeline,
    @Schema(description = "Only where one incident is asked for")
        List<NotificationView> notifications,
    @Schema(description = "Only where one incident is asked for: the incidents told with it")
        List<MemberView> toldWithIt,
    @Schema(description = "Only where one incident is asked for") EvidenceView evidence) {

  /** Who looks after it, and since when. */
  @Schema(name = "Acknowledgement")
  public record AcknowledgedView(String by, Instant at) {
    static AcknowledgedView of(Acknowledgement one) {
      return new AcknowledgedView(one.by(), one.at());
    }
  }

  /** The incident that it is told with, and why. */
  @Schema(name = "Fold")
  public record FoldView(String into, String because) {
    static FoldView of(Fold fold) {
      return new FoldView(fold.into().toString(), fold.because());
    }
  }

  /** How many there were, how many are not over, and the first of them. */
  @Schema(name = "Members")
  public record MembersView(int total, int open, List<String> some) {
    static MembersView of(Members members) {
      return new MembersView(
          members.total(), members.open(), members.some().stream().map(ItemId::toString).toList());
    }
  }

  /** One incident that is told with another. */
  @Schema(name = "Member")
  public record MemberView(
      String id, String item, String title, String severity, boolean open, String because) {
    static MemberView of(Incident incident) {
      return new MemberView(
          incident.id().toString(),
          incident.item().toString(),
          incident.title(),
          incident.severity().word(),
          incident.isOpen(),
          incident.fold().map(Fold::because).orElse(""));
    }
  }

  /** How long things took; ISO 8601. */
  @Schema(name = "Times")
  public record TimesView(
      @Schema(description = "From the first failure until it was confirmed", examples = "PT1M")
          String detect,
      @Schema(description = "From then until somebody looked after it")
          Optional<String> acknowledge,
      @Schema(description = "From the first failure until it was over") Optional<String> resolve) {
    static TimesView of(Times times) {
      return new TimesView(
          times.detect().toString(),
          times.acknowledge().map(Duration::toString),
          times.resolve().map(Duration::toString));
    }
  }

  /** Something that happened. */
  @Schema(name = "TimelineEntry")
  public record EntryView(
      Instant at,
      @Schema(
              description = "A word, such as opened, told, acknowledged, commented, joined",
              examples = "acknowledged")
          String kind,
      @Schema(description = "Who did it, where a person did") Optional<String> by,
      String text) {
    static EntryView of(Timeline.Entry entry) {
      return new EntryView(entry.at(), entry.kind(), entry.by(), entry.text());
    }
  }

  /** What the last pass and the first failure saw, as long as that is kept. */
  @Schema(name = "IncidentEvidence")
  public record EvidenceView(Optional<ResultView> lastPass, Optional<ResultView> firstFailure) {
    static EvidenceView of(IncidentFile file) {
      return new EvidenceView(
          file.lastPass().map(ResultView::of), file.firstFailure().map(ResultView::of));
    }
  }

  /** One message on one channel. */
  @Schema(name = "Notification")
  public record NotificationView(
      String id,
      String channel,
      @Schema(
              description = "What the message is about, such as opened, escalated, resolved",
              examples = "opened")
          String occasion,
      @Schema(enumeration = {"pending", "delivered", "undelivered", "cancelled"}) String delivery,
      int attempts,
      Instant createdAt,
      Optional<Instant> deliveredAt,
      Optional<String> lastError,
      @Schema(description = "The channel that was told instead") Optional<String> escalatedTo) {
    static NotificationView of(Notification notification) {
      return new NotificationView(
          notification.id().toString(),
          notification.channel(),
          notification.occasion().word(),
          notification.delivery().word(),
          notification.attempts(),
          notification.createdAt(),
          notification.deliveredAt(),
          notification.lastError(),
          notification.escalatedTo());
    }
  }

  static IncidentView brief(Incident incident) {
    return of(incident, null, null, null, null);
  }

  static IncidentView full(IncidentFile file) {
    return of(
        file.incident(),
        file.timeline().stream().map(EntryView::of).toList(),
        file.messages().stream().map(NotificationView::of).toList(),
        file.members().stream().map(MemberView::of).toList(),
        EvidenceView.of(file));
  }

  private static IncidentView of(
      Incident incident,
      List<EntryView> timeline,
      List<NotificationView> notifications,
      List<MemberView> members,
      EvidenceView evidence) {
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
        incident.acknowledged().map(AcknowledgedView::of),
        incident.fold().map(FoldView::of),
        incident.members().map(MembersView::of),
        TimesView.of(Times.of(incident)),
        timeline,
        notifications,
        members,
        evidence);
  }
}
