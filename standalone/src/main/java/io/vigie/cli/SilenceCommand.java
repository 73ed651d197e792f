package io.vigie.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigie.standalone.Refused;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vigie silence}. */
@Command(
    name = "silence",
    description = {
      "Have nobody told of some items for a while, for 7 days at most, and print the id of that.",
      "What still fails at the end is told then; what was told before is also closed."
    })
final class SilenceCommand implements Callable<Integer> {

  private static final String SILENCES = "/api/v1/silences";
  private static final String SUBJECT = "silence/";

  private final Terminal terminal;

  @ArgGroup(
      exclusive = false,
      validate = false,
      heading = "%nWhich items: those that have all that is named; * stands for any characters.%n")
  private Which which = new Which();

  @Option(names = "--for", paramLabel = "SPAN", description = "Such as 30m, 1h or 2d.")
  private Optional<String> span = Optional.empty();

  @Option(names = "--until", paramLabel = "WHEN", description = "An instant, instead of --for.")
  private Optional<String> until = Optional.empty();

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why.")
  private Optional<String> reason = Optional.empty();

  @Option(names = "--by", paramLabel = "NAME", description = "Who wants it.")
  private Optional<String> by = Optional.empty();

  @Option(names = "--preview", description = "Only say what would be muted.")
  private boolean preview;

  @Option(names = "--end", paramLabel = "ID", description = "End a silence now.")
  private Optional<String> ended = Optional.empty();

  @Mixin private RunningVigie vigie;

  /** What names items. */
  static final class Which {
    @Option(names = "--system", paramLabel = "NAME")
    private Optional<String> system = Optional.empty();

    @Option(names = "--environment", paramLabel = "NAME")
    private Optional<String> environment = Optional.empty();

    @Option(names = "--item", paramLabel = "NAME", description = "Its name within its checklist.")
    private Optional<String> item = Optional.empty();

    @Option(names = "--team", paramLabel = "NAME")
    private Optional<String> team = Optional.empty();

    @Option(names = "--category", paramLabel = "NAME")
    private Optional<String> category = Optional.empty();

    @Option(names = "--tag", paramLabel = "NAME")
    private Optional<String> tag = Optional.empty();

    @Option(names = "--severity", paramLabel = "P0|P1|P2")
    private Optional<String> severity = Optional.empty();

    private Map<String, Optional<String>> named() {
      return Map.of(
          "system", system,
          "environment", environment,
          "item", item,
          "team", team,
          "category", category,
          "tag", tag,
          "severity", severity);
    }
  }

  SilenceCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (ended.isPresent()) {
      end(ended.get());
    } else if (preview) {
      show(vigie.ask(SILENCES + "/preview", wanted()).body());
    } else {
      String subject = vigie.ask(SILENCES, wanted()).text("subject");
      terminal.print(subject.startsWith(SUBJECT) ? subject.substring(SUBJECT.length()) : subject);
    }
    return Exit.PASS;
  }

  private void end(String id) throws InterruptedException {
    if (preview || which.named().values().stream().anyMatch(Optional::isPresent)) {
      throw new Refused("--end: must stand alone but for --by");
    }
    terminal.print(vigie.end(SILENCES + "/" + Named.id("--end", id), by).text("id"));
  }

  private ObjectNode wanted() {
    Map<String, Optional<String>> said = new HashMap<>();
    said.put("reason", reason);
    said.put("by", by);
    said.put("for", span);
    said.put("until", until);
    ObjectNode body = RunningVigie.object(said);
    body.set("matcher", RunningVigie.object(which.named()));
    return body;
  }

  private void show(JsonNode muted) {
    terminal.print(Terminal.harmless(muted.path("sentence").asText()));
    for (JsonNode item : muted.path("some")) {
      terminal.print(
          Terminal.harmless(
              "%s  %s  %s  %s"
                  .formatted(
                      item.path("state").asText(),
                      item.path("severity").asText(),
                      item.path("item").asText(),
                      item.path("title").asText())));
    }
  }
}
