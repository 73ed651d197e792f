package io.vigie.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.cli.Terminal.Paint;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vigie incidents}. */
@Command(
    name = "incidents",
    description = "List the open incidents of a running Vigie. Ends with 1 where there is one.")
final class IncidentsCommand implements Callable<Integer> {

  /** The forms of the output. */
  enum Form {
    TEXT,
    JSON
  }

  private final Terminal terminal;

  @Option(names = "--all", description = "Also those that are over: the newest 200.")
  private boolean all;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORM",
      defaultValue = "text",
      description = "text or json (default: ${DEFAULT-VALUE}).")
  private Form form;

  @Mixin private RunningVigie vigie;

  IncidentsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException, JsonProcessingException {
    JsonNode answer = vigie.read("/api/v1/incidents?limit=200" + (all ? "" : "&open=true"));
    JsonNode incidents = answer.path("items");
    switch (form) {
      case TEXT -> incidents.forEach(this::print);
      case JSON -> terminal.print(PrettyJson.of(incidents));
    }
    if (answer.path("next").isTextual()) {
      terminal.say("these are the newest 200; the pages and the API have the others");
    }
    boolean open = incidents.valueStream().anyMatch(one -> one.path("open").asBoolean());
    return open ? Exit.FAILING : Exit.PASS;
  }

  private void print(JsonNode incident) {
    boolean open = incident.path("open").asBoolean();
    terminal.print(
        "%s  %s  %s  %s  %s  %s"
            .formatted(
                open ? terminal.painted(Paint.RED, "open") : terminal.painted(Paint.GREEN, "over"),
                harmless(incident, "severity"),
                harmless(incident, "openedAt").replaceFirst("\\.\\d+Z$", "Z"),
                harmless(incident, "id"),
                harmless(incident, "item"),
                harmless(incident, "title")));
    remark(incident);
  }

  private void remark(JsonNode incident) {
    indented(harmless(incident, "failure"));
    JsonNode acknowledged = incident.path("acknowledged");
    if (acknowledged.isObject()) {
      String looks = incident.path("open").asBoolean() ? " looks after it" : " looked after it";
      indented(harmless(acknowledged, "by") + looks);
    }
    String resolution = harmless(incident, "resolution");
    if (!resolution.isEmpty()) {
      indented("over: " + resolution);
    }
    JsonNode fold = incident.path("fold");
    if (fold.isObject()) {
      indented("told with " + harmless(fold, "into") + ": " + harmless(fold, "because"));
    }
    JsonNode members = incident.path("members");
    if (members.isObject()) {
      indented(members.path("total").asInt() + " told with it");
    }
  }

  private void indented(String words) {
    terminal.print("      " + words);
  }

  private static String harmless(JsonNode node, String field) {
    return Terminal.harmless(node.path(field).asText());
  }
}
