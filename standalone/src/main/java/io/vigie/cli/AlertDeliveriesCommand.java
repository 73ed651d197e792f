package io.vigie.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.cli.Terminal.Paint;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vigie alert deliveries}. */
@Command(
    name = "deliveries",
    description = {
      "List messages of a running Vigie and how far they got, the newest 200.",
      "Ends with 1 where one of them was not delivered.",
      "Where the services run apart, --port and --url are those of alert-service."
    })
final class AlertDeliveriesCommand implements Callable<Integer> {

  private static final int LIMIT = 200;

  /** The forms of the output. */
  enum Form {
    TEXT,
    JSON
  }

  private final Terminal terminal;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only pending, delivered, undelivered or cancelled.")
  private Optional<String> state = Optional.empty();

  @Option(names = "--channel", paramLabel = "NAME", description = "Only of this channel.")
  private Optional<String> channel = Optional.empty();

  @Option(names = "--incident", paramLabel = "ID", description = "Only of this incident.")
  private Optional<String> incident = Optional.empty();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORM",
      defaultValue = "text",
      description = "text or json (default: ${DEFAULT-VALUE}).")
  private Form form;

  @Mixin private RunningVigie vigie;

  AlertDeliveriesCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException, JsonProcessingException {
    JsonNode answer =
        vigie.read(
            "/api/v1/alerting/deliveries?limit="
                + LIMIT
                + asked("state", state)
                + asked("channel", channel)
                + asked("incident", incident));
    JsonNode items = answer.path("items");
    switch (form) {
      case TEXT -> items.forEach(this::print);
      case JSON -> terminal.print(PrettyJson.of(items));
    }
    if (answer.path("next").isTextual()) {
      terminal.say("these are the newest " + LIMIT + "; the API has the others");
    }
    boolean undelivered = false;
    for (JsonNode one : items) {
      undelivered |= one.path("state").asText().equals("undelivered");
    }
    return undelivered ? Exit.FAILING : Exit.PASS;
  }

  private static String asked(String name, Optional<String> value) {
    return value
        .map(text -> "&" + name + "=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
        .orElse("");
  }

  private void print(JsonNode delivery) {
    String state = text(delivery, "state");
    terminal.print(
        "%s  %s  %-12s  %-12s  %s  %s, %s %d s"
            .formatted(
                terminal.painted(paint(state), "%-11s".formatted(state)),
                text(delivery, "createdAt").replaceFirst("\\.\\d+Z$", "Z"),
                text(delivery, "channel"),
                text(delivery, "occasion"),
                text(delivery, "item"),
                attempts(delivery.path("attempts").asInt()),
                state.equals("delivered") ? "told after" : "for",
                delivery.path("ageSeconds").asLong()));
    remark(delivery, "lastError", "");
    remark(delivery, "escalatedTo", "told instead: ");
    remark(delivery, "heldUntil", "not before ");
  }

  private static String attempts(int count) {
    return count == 1 ? "1 attempt" : count + " attempts";
  }

  private void remark(JsonNode delivery, String field, String label) {
    if (delivery.path(field).isTextual()) {
      terminal.print("             " + label + text(delivery, field));
    }
  }

  private static Paint paint(String state) {
    return switch (state) {
      case "delivered" -> Paint.GREEN;
      case "undelivered" -> Paint.RED;
      case "pending" -> Paint.YELLOW;
      default -> Paint.FAINT;
    };
  }

  private static String text(JsonNode node, String field) {
    return Terminal.harmless(node.path(field).asText());
  }
}
