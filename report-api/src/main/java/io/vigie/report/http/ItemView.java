package io.vigie.report.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Waiver;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Phase;
import io.vigie.contract.state.ItemStatus;
import io.vigie.report.Dossier;
import io.vigie.report.record.Pulse;
import io.vigie.report.record.WatchedItem;
import io.vigie.report.verdict.Judged;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An item with its state, and with its definition and history where one item is asked for. */
@Schema(name = "Item")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ItemView(
    @Schema(description = "system/environment/item", examples = "chrona/production/CH-089")
        String id,
    String title,
    String category,
    @Schema(enumeration = {"P0", "P1", "P2"}) String severity,
    @Schema(
            description = "What decides about it",
            enumeration = {"check", "heartbeat", "attestation", "roll-up"})
        String nature,
    @Schema(enumeration = {"required", "recommended", "forbidden"}) String polarity,
    @Schema(enumeration = {"pre-deployment", "installation", "production"}) Optional<String> phase,
    @Schema(
            description = "The state that Vigie stands by now",
            enumeration = {
              "pending",
              "passing",
              "failing",
              "unknown",
              "stale",
              "waived",
              "not-applicable"
            })
        String state,
    @Schema(description = "Since when, where that is known") Optional<Instant> since,
    @Schema(description = "Why it is in this state") String reason,
    @Schema(description = "Why the published state is not believed; null when it is")
        Optional<String> doubt,
    @Schema(description = "What does not hold that should, of an item that passes")
        Optional<String> warning,
    @Schema(description = "The maintenance that it is under now")
        Optional<MaintenanceView> maintenance,
    @Schema(description = "Who accepts that it fails, whether it does or not")
        Optional<WaiverView> waiver,
    @Schema(description = "What the document said of it") Optional<DeclaredView> declared,
    @Schema(description = "The version of the published state; 0 before the first") long version,
    @Schema(description = "The open incident") Optional<String> incident,
    Optional<NewestView> newest,
    @Schema(description = "Only where one item is asked for") DefinitionView definition,
    @Schema(description = "Only where one item is asked for") DetailsView details,
    @Schema(description = "Only of one item that is signed") AttestationView attestation,
    @Schema(description = "Only of one item whose job reports itself") HeartbeatView heartbeat,
    @Schema(description = "Only of one item that others decide") TreeView rollUp) {

  /** Somebody accepts that it fails. */
  @Schema(name = "Waiver")
  public record WaiverView(String by, String reason, Instant from, Instant until) {
    static WaiverView of(Waiver waiver) {
      return new WaiverView(waiver.by(), waiver.reason(), waiver.from(), waiver.until());
    }
  }

  /** The newest result in brief. */
  @Schema(name = "NewestResult")
  public record NewestView(
      Instant dueAt,
      Instant finishedAt,
      @Schema(enumeration = {"passed", "failed", "blind", "missed"}) String outcome,
      String summary) {

    static NewestView of(Pulse pulse) {
      return new NewestView(
          pulse.dueAt(), pulse.finishedAt(), pulse.outcome().word(), pulse.summary());
    }
  }

  static ItemView brief(Judged judged) {
    return of(judged, ItemParts.NONE);
  }

  static ItemView full(Dossier dossier) {
    return of(dossier.judged(), ItemParts.of(dossier));
  }

  private static ItemView of(Judged judged, ItemParts parts) {
    WatchedItem item = judged.watched();
    Check check = item.check();
    return new ItemView(
        item.item().toString(),
        item.title(),
        item.category(),
        item.severity().name(),
        check.nature().mode().word(),
        check.meaning().binding().word(),
        check.meaning().phase().map(Phase::word),
        judged.state().word(),
        judged.since(),
        judged.reason(),
        judged.doubt(),
        judged.warning(),
        judged.maintenance().map(MaintenanceView::of),
        judged.waiver().map(WaiverView::of),
        DeclaredView.of(judged),
        item.status().map(ItemStatus::version).orElse(0L),
        item.status().flatMap(ItemStatus::incident).map(IncidentId::toString),
        item.pulse().map(NewestView::of),
        parts.definition(),
        parts.details(),
        parts.attestation(),
        parts.heartbeat(),
        parts.rollUp());
  }
}
