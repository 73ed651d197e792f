package io.vigie.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigie route}. */
@Command(
    name = "route",
    description = {
      "Ask a running Vigie who would be told if an item failed, and why they.",
      "Ends with 1 where nobody would be.",
      "Where the services run apart, --port and --url are those of alert-service."
    })
final class RouteCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Parameters(paramLabel = "ITEM", description = "The item, as system/environment/item.")
  private String item;

  @Option(
      names = "--at",
      paramLabel = "WHEN",
      description = "If it failed then, such as 2026-11-20T22:30:00Z (default: now).")
  private Optional<String> at = Optional.empty();

  @Mixin private RunningVigie vigie;

  RouteCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    String when =
        at.map(text -> "&at=" + URLEncoder.encode(text, StandardCharsets.UTF_8)).orElse("");
    JsonNode way = vigie.read("/api/v1/alerting/route?item=" + Named.item(item) + when);
    terminal.print(harmless(way, "route") + ": " + harmless(way, "because"));
    way.path("channels").forEach(channel -> line("tells", Terminal.harmless(channel.asText())));
    show(way, "digest", "once a day");
    if (way.path("heldUntil").isTextual()) {
      line("not before", harmless(way, "heldUntil") + " (" + harmless(way, "heldBecause") + ")");
    }
    escalation(way.path("escalation"));
    show(way, "remindEvery", "reminds every");
    show(way, "fallback", "fallback");
    return way.path("channels").isEmpty() ? Exit.FAILING : Exit.PASS;
  }

  private void escalation(JsonNode escalation) {
    if (escalation.isObject()) {
      StringBuilder to = new StringBuilder();
      escalation.path("to").forEach(channel -> to.append(", ").append(channel.asText()));
      String whom = to.isEmpty() ? ", to nobody: there is no fallback" : to.toString();
      line("escalates after", harmless(escalation, "after") + Terminal.harmless(whom));
    }
  }

  private void show(JsonNode way, String field, String label) {
    if (way.path(field).isTextual()) {
      line(label, harmless(way, field));
    }
  }

  private void line(String label, String text) {
    terminal.print("  %-15s  %s".formatted(label, text));
  }

  private static String harmless(JsonNode node, String field) {
    return Terminal.harmless(node.path(field).asText());
  }
}
