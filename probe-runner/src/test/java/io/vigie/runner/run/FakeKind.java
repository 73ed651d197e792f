package io.vigie.runner.run;

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
import java.util.Set;
import java.util.function.BiFunction;

/** A kind that does what a test tells it to. */
final class FakeKind implements ProbeKind<FakeKind.Settings> {

  private final BiFunction<Settings, ProbeContext, Future<Observation>> look;

  /** What a test may set. */
  record Settings(@Setting(value = "Anything.", byDefault = "nothing") String text) {}

  FakeKind(BiFunction<Settings, ProbeContext, Future<Observation>> look) {
    this.look = look;
  }

  /** A kind that sees {@code answer} at once. */
  static FakeKind seeing(long answer) {
    return new FakeKind((_, _) -> Future.succeededFuture(seen(answer, Evidence.NONE)));
  }

  static Observation seen(long answer, Evidence evidence) {
    return new Observation.Seen(Map.of("answer", answer), evidence);
  }

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public Class<Settings> settings() {
    return Settings.class;
  }

  @Override
  public Vocabulary vocabulary() {
    return new Vocabulary(
        Map.of("answer", new Vocabulary.Word(SimpleType.INT, "What the fake has seen.")));
  }

  @Override
  public List<String> defaultExpectations(Settings settings) {
    return List.of("answer == 42");
  }

  /** The text is the target, unless it is {@code nothing}. */
  @Override
  public Optional<String> target(Settings settings) {
    return Optional.of(settings.text()).filter(text -> !text.equals("nothing"));
  }

  @Override
  public Set<String> failuresOfTime() {
    return Set.of("came-late");
  }

  @Override
  public Future<Observation> observe(Settings settings, ProbeContext context) {
    return look.apply(settings, context);
  }
}
