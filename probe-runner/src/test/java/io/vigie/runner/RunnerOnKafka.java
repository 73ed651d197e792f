package io.vigie.runner;

import dev.cel.common.types.SimpleType;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vigie.contract.result.Evidence;
import io.vigie.contract.result.Result.Seer;
import io.vigie.probe.Observation;
import io.vigie.probe.ProbeContext;
import io.vigie.probe.ProbeKind;
import io.vigie.probe.ProbeKinds;
import io.vigie.probe.expect.Vocabulary;
import io.vigie.probe.settings.Setting;
import io.vigie.runner.guard.GuardedResolver;
import io.vigie.runner.guard.TargetGuard;
import io.vigie.runner.kafka.Kafka;
import io.vigie.runner.run.JobRunner;
import io.vigie.runner.run.Limits;
import io.vigie.runner.run.RunListener;
import io.vigie.runner.run.Sight;
import io.vigie.runner.run.Surroundings;
import io.vigie.runner.secret.SecretResolver;
import io.vigie.runtime.time.ClockProducer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** A runner with its job sources on a real broker, whose only kind does what a test says. */
final class RunnerOnKafka implements AutoCloseable {

  final JobRunner runner;
  private final Vertx vertx = Vertx.vertx();
  private final JobSources sources;

  RunnerOnKafka(
      Kafka kafka,
      RunnerConfig.Jobs adapter,
      String location,
      String name,
      int maxConcurrent,
      Supplier<Future<Boolean>> look,
      RunListener listener) {
    this(
        kafka,
        adapter,
        new Seer(name, location),
        Limits.of(maxConcurrent),
        Sight.CLEAR,
        _ -> look.get(),
        listener);
  }

  RunnerOnKafka(
      Kafka kafka,
      RunnerConfig.Jobs adapter,
      Seer seer,
      Limits limits,
      Sight sight,
      Function<String, Future<Boolean>> look,
      RunListener listener) {
    runner =
        new JobRunner(
            ProbeKinds.of(List.of(new Told(look))),
            new Surroundings(
                vertx,
                new GuardedResolver(
                    Future::failedFuture, TargetGuard.allowing(TargetGuard.SERVICE_DEFAULT)),
                SecretResolver.ofThisProcess(Optional.empty()),
                ClockProducer.system()),
            seer,
            limits,
            sight,
            listener);
    sources =
        new JobSources(
            adapter,
            seer.location(),
            kafka.settings.client(),
            kafka.letters(),
            4,
            ResultPublisher.capacity(runner),
            ResultPublisher.urgentCapacity(runner));
    kafka.topics.ensure(sources.topics());
    sources.shareGroups().forEach(kafka.topics::ensureShareGroup);
    sources.start(
        new ResultPublisher(runner, kafka.producers, kafka.codec, ClockProducer.system()));
  }

  @Override
  public void close() {
    runner.stopTaking();
    sources.stop(Duration.ofSeconds(2));
    runner.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  /** A kind that is fine when a test says so. */
  private record Told(Function<String, Future<Boolean>> look) implements ProbeKind<Told.Settings> {

    record Settings(
        @Setting(value = "Anything.", byDefault = "x") String text,
        @Setting(value = "Where it looks.", byDefault = "shop.example") String host) {}

    @Override
    public Optional<String> target(Settings settings) {
      return Optional.of(settings.host());
    }

    @Override
    public String name() {
      return "told";
    }

    @Override
    public Class<Settings> settings() {
      return Settings.class;
    }

    @Override
    public Vocabulary vocabulary() {
      return new Vocabulary(
          Map.of("fine", new Vocabulary.Word(SimpleType.BOOL, "What the test says.")));
    }

    @Override
    public List<String> defaultExpectations(Settings settings) {
      return List.of("fine");
    }

    @Override
    public Future<Observation> observe(Settings settings, ProbeContext context) {
      return look.apply(settings.text())
          .map(fine -> new Observation.Seen(Map.of("fine", fine), Evidence.NONE));
    }
  }
}
