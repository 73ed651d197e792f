package io.vigie.runner;

import dev.cel.common.types.SimpleType;
import io.vertx.core.Future;
import io.vigie.contract.result.Evidence;
import io.vigie.probe.Observation;
import io.vigie.probe.ProbeContext;
import io.vigie.probe.ProbeKind;
import io.vigie.probe.expect.Vocabulary;
import io.vigie.probe.settings.Setting;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A kind that sees what it is told to see. */
public final class EchoKind implements ProbeKind<EchoKind.Settings> {

  /** What to see. */
  public record Settings(@Setting("What the echo says.") String text) {}

  @Override
  public String name() {
    return "echo";
  }

  @Override
  public Class<Settings> settings() {
    return Settings.class;
  }

  @Override
  public Vocabulary vocabulary() {
    return new Vocabulary(
        Map.of("text", new Vocabulary.Word(SimpleType.STRING, "What the echo says.")));
  }

  @Override
  public List<String> defaultExpectations(Settings settings) {
    return List.of("text == \"fine\"");
  }

  @Override
  public Future<Observation> observe(Settings settings, ProbeContext context) {
    String text = context.reveal(settings.text());
    Evidence evidence =
        new Evidence(Map.of("text", text), Map.of(), List.of(), Optional.empty(), false);
    return Future.succeededFuture(new Observation.Seen(Map.of("text", text), evidence));
  }
}
