package io.vigie.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.cli.Terminal.Paint;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vigie alert test}. */
@Command(
    name = "test",
    description = {
      "Have a running Vigie send a message that says that it is a test, and see what came of it.",
      "Ends with 0 when every channel took it, 1 when one would not, 3 when it is not known yet.",
      "Where the services run apart, --port and --url are those of alert-service."
    })
final class AlertTestCommand implements Callable<Integer> {

  private static final String AT = "/api/v1/alerting";
  private static final long LOOK_MS = 200;

  private final Terminal terminal;
  private final Duration patience;

  @Option(
      names = "--channel",
      paramLabel = "NAME",
      description = "The channel to try (default: those of the route).")
  private Optional<String> channel = Optional.empty();

  @Option(
      names = "--item",
      paramLabel = "ITEM",
      description =
          "The way of this item, as system/environment/item (default: the default route).")
  private Optional<String> item = Optional.empty();

  @Option(names = "--by", paramLabel = "NAME", description = "Who asks.")
  private Optional<String> by = Optional.empty();

  @Mixin private RunningVigie vigie;

  AlertTestCommand(Terminal terminal) {
    this(terminal, Duration.ofSeconds(30));
  }

  AlertTestCommand(Terminal terminal, Duration patience) {
    this.terminal = terminal;
    this.patience = patience;
  }

  @Override
  public Integer call() throws InterruptedException {
    JsonNode tests =
        vigie
            .ask(
                AT + "/tests",
                Map.of(
                    "channel",
                    channel,
                    "item",
                    item.map(Named::item).map(Object::toString),
                    "by",
                    by))
            .body()
            .path("deliveries");
    Map<String, JsonNode> settled = awaitAll(tests);
    settled.values().forEach(this::print);
    if (settled.values().stream().anyMatch(one -> isIn(one, "undelivered"))) {
      return Exit.FAILING;
    }
    boolean known = settled.values().stream().noneMatch(one -> isIn(one, "pending"));
    return known && !settled.isEmpty() ? Exit.PASS : Exit.NO_ANSWER;
  }

  /** What is known of each message when all are settled, or patience is at its end. */
  private Map<String, JsonNode> awaitAll(JsonNode tests) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    Map<String, JsonNode> known = new HashMap<>();
    while (true) {
      for (JsonNode id : tests) {
        if (!known.containsKey(id.asText()) || isIn(known.get(id.asText()), "pending")) {
          known.put(id.asText(), vigie.read(AT + "/deliveries/" + id.asText()));
        }
      }
      boolean settled = known.values().stream().noneMatch(one -> isIn(one, "pending"));
      if (settled || System.nanoTime() > deadline) {
        return known;
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MS);
    }
  }

  private static boolean isIn(JsonNode delivery, String state) {
    return delivery.path("state").asText().equals(state);
  }

  private void print(JsonNode delivery) {
    String state = Terminal.harmless(delivery.path("state").asText());
    Paint paint = isIn(delivery, "delivered") ? Paint.GREEN : Paint.RED;
    String why = Terminal.harmless(delivery.path("lastError").asText(""));
    terminal.print(
        "%s  %s  %s"
            .formatted(
                terminal.painted(paint, state),
                Terminal.harmless(delivery.path("channel").asText()),
                why.equals("null") ? "" : why)
            .stripTrailing());
  }
}
