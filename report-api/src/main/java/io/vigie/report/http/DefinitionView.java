package io.vigie.report.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Confirm;
import io.vigie.contract.check.Dependency;
import io.vigie.contract.check.Effect;
import io.vigie.contract.check.Meaning;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.check.Thresholds;
import io.vigie.contract.check.Vantage;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the checklist says of an item. Secrets appear as references only. */
@Schema(name = "Definition")
public record DefinitionView(
    String revision,
    @Schema(description = "The probe kind, or the nature of what is not probed") String kind,
    @Schema(description = "The settings of the kind, as in the checklist", type = SchemaType.OBJECT)
        JsonNode settings,
    @Schema(description = "The expectations, in CEL") List<String> expect,
    @Schema(description = "Expectations whose failure is a warning") List<String> warn,
    @Schema(description = "From where it is looked at") List<String> locations,
    @Schema(description = "How many locations must see a failure; of several")
        Optional<Integer> quorum,
    @Schema(description = "How long one attempt may take; ISO 8601", examples = "PT10S")
        Optional<String> timeout,
    ScheduleView schedule,
    int fails,
    int of,
    int recovers,
    @Schema(description = "Further attempts within one run") Optional<RetryView> retry,
    @Schema(
            description = "Who must see a failure too: a location, or different-runner",
            examples = "different-runner")
        Optional<String> confirm,
    @Schema(
            description = "What looking does to the target, of what is probed",
            enumeration = {
              "read-only",
              "writes-and-cleans-up",
              "starts-work",
              "may-lock-out",
              "loads"
            })
        Optional<String> effect,
    @Schema(enumeration = {"required", "recommended", "forbidden"}) String polarity,
    String route,
    Optional<String> owner,
    Optional<String> contact,
    Optional<String> why,
    Optional<String> fix,
    @Schema(description = "What was to be done, in the words of the document")
        Optional<String> action,
    @Schema(description = "What shows that it was done") Optional<String> deliverable,
    Optional<String> runbook,
    Optional<String> source,
    List<String> tags,
    @Schema(description = "What it cannot work without: system/environment[/item]")
        List<String> dependsOn) {

  /** Further attempts. */
  @Schema(name = "Retry")
  public record RetryView(
      int times, @Schema(description = "Before the first of them; ISO 8601") String backoff) {}

  static DefinitionView of(Check check) {
    Meaning meaning = check.meaning();
    Optional<ProbeOrder> probe = check.order();
    Thresholds thresholds = check.thresholds();
    return new DefinitionView(
        check.revision(),
        probe.map(ProbeOrder::kind).orElseGet(() -> check.nature().mode().word()),
        probe.map(ProbeOrder::settings).orElseGet(JsonNodeFactory.instance::objectNode),
        probe.map(ProbeOrder::expect).orElse(List.of()),
        probe.map(ProbeOrder::warn).orElse(List.of()),
        check.locations(),
        check.vantage().map(Vantage::quorum),
        probe.map(order -> order.timeout().toString()),
        ScheduleView.of(check.schedule()),
        thresholds.fails(),
        thresholds.of(),
        thresholds.recovers(),
        probe.flatMap(ProbeOrder::retry).map(DefinitionView::retry),
        check.confirm().map(DefinitionView::confirm),
        probe.map(order -> order.effect().orElse(Effect.READ_ONLY).word()),
        meaning.binding().word(),
        check.route(),
        meaning.owner().map(Meaning.Owner::team),
        meaning.owner().flatMap(Meaning.Owner::contact),
        meaning.why(),
        meaning.fix(),
        meaning.action(),
        meaning.deliverable(),
        meaning.runbook(),
        meaning.source(),
        meaning.tags(),
        check.dependsOn().stream().map(Dependency::text).toList());
  }

  private static RetryView retry(ProbeOrder.Retry retry) {
    return new RetryView(retry.times(), retry.backoff().toString());
  }

  private static String confirm(Confirm confirm) {
    return switch (confirm) {
      case Confirm.AtLocation(String location) -> location;
      case Confirm.DifferentRunner _ -> "different-runner";
    };
  }
}
