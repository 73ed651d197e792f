package io.vigie.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Confirm;
import io.vigie.contract.check.Dependency;
import io.vigie.contract.check.Effect;
import io.vigie.contract.check.Meaning;
import io.vigie.contract.check.Phase;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.check.Schedule;
import io.vigie.contract.check.Vantage;
import io.vigie.probe.settings.DurationText;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The keys of an item with their values in words, of a checklist or of a running Vigie. */
final class Fields {

  private final Map<String, String> values = new LinkedHashMap<>();

  private Fields() {}

  /** As a checklist says them. */
  static Map<String, String> of(Check check) {
    var fields = new Fields();
    fields.meaning(check);
    fields.schedule(check.schedule());
    fields.looking(check);
    return fields.values;
  }

  /** As {@code GET /api/v1/items/…} answers them. */
  static Map<String, String> of(JsonNode item) {
    var fields = new Fields();
    JsonNode definition = item.path("definition");
    fields.text("title", item.path("title"));
    fields.text("category", item.path("category"));
    fields.text("severity", item.path("severity"));
    fields.text("phase", item.path("phase"));
    fields.text("polarity", item.path("polarity"));
    fields.put("declared", declared(item.path("declared")));
    for (String key :
        List.of("route", "why", "fix", "action", "deliverable", "runbook", "source")) {
      fields.text(key, definition.path(key));
    }
    fields.put("owner", owner(text(definition.path("owner")), text(definition.path("contact"))));
    fields.put("tags", list(definition.path("tags")));
    fields.put("dependsOn", list(definition.path("dependsOn")));
    fields.running(definition);
    return fields.values;
  }

  private void running(JsonNode definition) {
    JsonNode schedule = definition.path("schedule");
    put("every", span(text(schedule.path("every"))));
    put("cron", list(schedule.path("cron")));
    text("zone", schedule.path("zone"));
    put("on", text(schedule.path("type")).equals("on-deploy") ? "deploy" : "");
    put("grace", span(text(schedule.path("grace"))));
    text("kind", definition.path("kind"));
    put("settings", definition.path("settings").toString());
    put("expect", list(definition.path("expect")));
    put("warn", list(definition.path("warn")));
    put("location", list(definition.path("locations")));
    text("quorum", definition.path("quorum"));
    put("timeout", span(text(definition.path("timeout"))));
    put("fails", definition.path("fails").asInt() + " of " + definition.path("of").asInt());
    text("recovers", definition.path("recovers"));
    JsonNode retry = definition.path("retry");
    put(
        "retry",
        retry.isObject()
            ? retry.path("times").asInt() + ", " + span(text(retry.path("backoff")))
            : "");
    text("confirm", definition.path("confirm"));
    text("effect", definition.path("effect"));
  }

  private void meaning(Check check) {
    Meaning meaning = check.meaning();
    put("title", meaning.title());
    put("category", meaning.category());
    put("severity", meaning.severity().word());
    put("phase", meaning.phase().map(Phase::word).orElse(""));
    put("polarity", meaning.binding().word());
    put(
        "declared",
        meaning
            .declared()
            .map(
                said ->
                    declared(
                        said.status().word(),
                        said.on().map(Object::toString).orElse(""),
                        said.words().orElse("")))
            .orElse(""));
    put("route", check.route());
    put("why", meaning.why().orElse(""));
    put("fix", meaning.fix().orElse(""));
    put("action", meaning.action().orElse(""));
    put("deliverable", meaning.deliverable().orElse(""));
    put("runbook", meaning.runbook().orElse(""));
    put("source", meaning.source().orElse(""));
    put(
        "owner",
        meaning.owner().map(owner -> owner(owner.team(), owner.contact().orElse(""))).orElse(""));
    put("tags", String.join(", ", meaning.tags()));
    put(
        "dependsOn",
        check.dependsOn().stream().map(Dependency::text).collect(Collectors.joining(", ")));
  }

  private void schedule(Schedule schedule) {
    put("every", schedule instanceof Schedule.Every every ? span(every.interval()) : "");
    put(
        "cron",
        schedule instanceof Schedule.Cron cron ? String.join(", ", cron.expressions()) : "");
    put("zone", schedule instanceof Schedule.Cron cron ? cron.zone().getId() : "");
    put("on", schedule instanceof Schedule.OnDeploy ? "deploy" : "");
    put("grace", span(schedule.grace()));
  }

  private void looking(Check check) {
    Optional<ProbeOrder> order = check.order();
    put("kind", order.map(ProbeOrder::kind).orElseGet(() -> check.nature().mode().word()));
    put("settings", order.map(probe -> probe.settings().toString()).orElse("{}"));
    put("expect", order.map(probe -> String.join(", ", probe.expect())).orElse(""));
    put("warn", order.map(probe -> String.join(", ", probe.warn())).orElse(""));
    put("location", String.join(", ", check.locations()));
    put("quorum", check.vantage().map(Vantage::quorum).map(String::valueOf).orElse(""));
    put("timeout", order.map(ProbeOrder::timeout).map(Fields::span).orElse(""));
    put("fails", check.thresholds().fails() + " of " + check.thresholds().of());
    put("recovers", String.valueOf(check.thresholds().recovers()));
    put(
        "retry",
        order
            .flatMap(ProbeOrder::retry)
            .map(retry -> retry.times() + ", " + span(retry.backoff()))
            .orElse(""));
    put("confirm", check.confirm().map(Fields::confirm).orElse(""));
    put("effect", order.map(probe -> probe.effect().orElse(Effect.READ_ONLY).word()).orElse(""));
  }

  private static String confirm(Confirm confirm) {
    return switch (confirm) {
      case Confirm.AtLocation(String location) -> location;
      case Confirm.DifferentRunner _ -> "different-runner";
    };
  }

  private static String declared(JsonNode said) {
    return said.isObject()
        ? declared(text(said.path("status")), text(said.path("on")), text(said.path("words")))
        : "";
  }

  private static String declared(String status, String on, String words) {
    return (status + " " + on + " " + words).strip();
  }

  private static String owner(String team, String contact) {
    return contact.isEmpty() ? team : team + ", " + contact;
  }

  private static String list(JsonNode values) {
    return StreamSupport.stream(values.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.joining(", "));
  }

  private static String span(String iso) {
    return iso.isEmpty() ? "" : span(Duration.parse(iso));
  }

  private static String span(Duration duration) {
    return DurationText.print(duration);
  }

  private void text(String key, JsonNode value) {
    put(key, text(value));
  }

  private static String text(JsonNode value) {
    return value.isMissingNode() || value.isNull() ? "" : value.asText();
  }

  private void put(String key, String value) {
    values.put(key, value);
  }
}
