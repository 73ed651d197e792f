package io.vigie.report.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.check.Attestation;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Meaning;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.check.Schedule;
import io.vigie.contract.check.Thresholds;
import io.vigie.contract.result.Result;
import io.vigie.contract.state.ItemStatus;
import io.vigie.report.attest.Signature;
import io.vigie.report.record.Pulse;
import io.vigie.report.record.WatchedItem;
import io.vigie.report.verdict.Judged;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An item with its state, and with its definition where one item is asked for. */
@Schema(name = "Item")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ItemView(
    @Schema(description = "system/environment/item", examples = "chrona/production/CH-089")
        String id,
    String title,
    String category,
    @Schema(enumeration = {"P0", "P1", "P2"}) String severity,
    @Schema(
            description = "The state that Vigie stands by now",
            enumeration = {"pending", "passing", "failing", "unknown", "stale"})
        String state,
    @Schema(description = "Since when, where that is known") Optional<Instant> since,
    @Schema(description = "Why it is in this state") String reason,
    @Schema(description = "Why the published state is not believed; null when it is")
        Optional<String> doubt,
    @Schema(description = "The version of the published state; 0 before the first") long version,
    @Schema(description = "The open incident") Optional<String> incident,
    Optional<NewestView> newest,
    @Schema(description = "Only where one item is asked for") DefinitionView definition,
    @Schema(description = "Only of one item that is signed") AttestationView attestation,
    @Schema(description = "Only of one item whose job reports itself") HeartbeatView heartbeat) {

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

  /** What the checklist says. Secrets appear as references only. */
  @Schema(name = "Definition")
  public record DefinitionView(
      String revision,
      String kind,
      @Schema(
              description = "The settings of the kind, as in the checklist",
              type = SchemaType.OBJECT)
          JsonNode settings,
      @Schema(description = "The expectations, in CEL") List<String> expect,
      String location,
      @Schema(description = "ISO 8601", examples = "PT10S") String timeout,
      @Schema(description = "ISO 8601", examples = "PT1M") String every,
      int fails,
      int of,
      int recovers,
      String route,
      Optional<String> owner,
      Optional<String> contact,
      Optional<String> why,
      Optional<String> fix,
      Optional<String> runbook,
      Optional<String> source,
      List<String> tags) {

    static DefinitionView of(Check check) {
      Meaning meaning = check.meaning();
      Optional<ProbeOrder> probe = check.order();
      Thresholds thresholds = check.thresholds();
      return new DefinitionView(
          check.revision(),
          probe.map(ProbeOrder::kind).orElseGet(() -> check.nature().mode().word()),
          probe.map(ProbeOrder::settings).orElseGet(JsonNodeFactory.instance::objectNode),
          probe.map(ProbeOrder::expect).orElse(List.of()),
          String.join(", ", check.locations()),
          probe.map(order -> order.timeout().toString()).orElse(""),
          every(check.schedule()),
          thresholds.fails(),
          thresholds.of(),
          thresholds.recovers(),
          check.route(),
          meaning.owner().map(Meaning.Owner::team),
          meaning.owner().flatMap(Meaning.Owner::contact),
          meaning.why(),
          meaning.fix(),
          meaning.runbook(),
          meaning.source(),
          meaning.tags());
    }

    private static String every(Schedule schedule) {
      return switch (schedule) {
        case Schedule.Every every -> every.interval().toString();
        case Schedule.Cron cron -> "cron " + String.join(", ", cron.expressions());
        case Schedule.OnDeploy _ -> "deployment";
      };
    }
  }

  static ItemView brief(Judged judged) {
    return of(judged, null, null, null);
  }

  /**
   * @param ping where the job reports, of a heartbeat
   */
  static ItemView full(
      Judged judged, Check definition, Optional<Result> lastPass, Optional<UUID> ping) {
    return of(
        judged,
        DefinitionView.of(definition),
        attestation(definition, lastPass),
        ping.map(address -> HeartbeatView.of(definition, address)).orElse(null));
  }

  private static AttestationView attestation(Check definition, Optional<Result> lastPass) {
    return definition.nature() instanceof Attestation attestation
        ? AttestationView.of(attestation, lastPass.map(passed -> Signature.in(passed, attestation)))
        : null;
  }

  private static ItemView of(
      Judged judged,
      DefinitionView definition,
      AttestationView attestation,
      HeartbeatView heartbeat) {
    WatchedItem item = judged.watched();
    return new ItemView(
        item.item().toString(),
        item.title(),
        item.category(),
        item.severity().name(),
        judged.state().word(),
        judged.since(),
        judged.reason(),
        judged.doubt(),
        item.status().map(ItemStatus::version).orElse(0L),
        item.status().flatMap(ItemStatus::incident).map(IncidentId::toString),
        item.pulse().map(NewestView::of),
        definition,
        attestation,
        heartbeat);
  }
}
