package io.vigie.runner;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vigie.contract.result.Result.Seer;
import io.vigie.contract.wire.Topic;
import io.vigie.contract.wire.WireCodec;
import io.vigie.probe.ProbeKinds;
import io.vigie.probe.sink.Sinks;
import io.vigie.runner.guard.DnsNameService;
import io.vigie.runner.guard.GuardedResolver;
import io.vigie.runner.guard.TargetGuard;
import io.vigie.runner.kafka.JobLetters;
import io.vigie.runner.run.Equipment;
import io.vigie.runner.run.JobRunner;
import io.vigie.runner.run.Rehearsal;
import io.vigie.runner.run.Surroundings;
import io.vigie.runner.secret.SecretResolver;
import io.vigie.runner.sink.SinkHost;
import io.vigie.runner.sink.SinkTerms;
import io.vigie.runtime.kafka.KafkaSettings;
import io.vigie.runtime.kafka.Producers;
import io.vigie.runtime.kafka.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The life of the service: takes jobs from when the topics are there until the process stops. */
@ApplicationScoped
public class Runner {

  private static final Logger LOG = Logger.getLogger(Runner.class);

  private final RunnerConfig config;
  private final Topics topics;
  private final Optional<SinkHost> sinks;
  private final DnsNameService names;
  private final JobRunner runner;
  private final Rehearsal rehearsal;
  private final JobSources sources;
  private final ResultPublisher publisher;
  private volatile boolean taking;

  @Inject
  Runner(
      RunnerConfig config,
      Vertx vertx,
      InstantSource clock,
      Topics topics,
      Producers producers,
      KafkaSettings kafka,
      MeterRegistry registry) {
    this.config = config;
    this.sinks = sinks(vertx, clock);
    this.topics = topics;
    this.names = DnsNameService.ofThisMachine();
    RunnerMetrics metrics = new RunnerMetrics(registry);
    ProbeKinds kinds = ProbeKinds.discovered();
    this.rehearsal = new Rehearsal(kinds, clock);
    this.runner =
        new JobRunner(
            kinds,
            new Surroundings(vertx, resolver(), secrets(), clock, equipment()),
            new Seer(config.id(), config.location()),
            config.maxConcurrent(),
            metrics);
    metrics.watch(runner);
    WireCodec codec = new WireCodec("/probe-runner/" + config.id());
    this.publisher = new ResultPublisher(runner, producers, codec, clock);
    this.sources =
        new JobSources(
            config.jobs(),
            config.location(),
            kafka.client(),
            new JobLetters(codec, producers, clock),
            config.shareLanes(),
            ResultPublisher.capacity(runner),
            ResultPublisher.urgentCapacity(runner));
    metrics.watch(sources);
  }

  /** Does not wait for the broker: health must be able to say that it is not there. */
  void start(@Observes StartupEvent event) {
    Thread.ofVirtual().name("vigie-runner-start").start(this::take);
  }

  void stop(@Observes ShutdownEvent event) {
    taking = false;
    runner.stopTaking();
    sources.stop(config.stopPatience());
    runner.close();
    names.close();
    sinks.ifPresent(SinkHost::close);
  }

  /** True from when this runner takes jobs. */
  boolean isTaking() {
    return taking;
  }

  /** How long the taking of jobs has not got on. */
  Duration stuckFor() {
    return taking ? sources.stuckFor() : Duration.ZERO;
  }

  private void take() {
    rehearse();
    try {
      topics.ensure(sources.topics());
      topics.ensure(List.of(Topic.RESULTS, Topic.DEAD_LETTERS));
      sources.shareGroups().forEach(topics::ensureShareGroup);
      sources.start(publisher);
      taking = true;
      LOG.infof("runner takes jobs: runner=%s location=%s", config.id(), config.location());
    } catch (RuntimeException e) {
      LOG.errorf("runner cannot take jobs: %s", e.getMessage());
      Quarkus.asyncExit(1);
    }
  }

  private void rehearse() {
    long begun = System.nanoTime();
    try {
      rehearsal.perform();
      LOG.infof("rehearsed: ms=%d", Duration.ofNanos(System.nanoTime() - begun).toMillis());
    } catch (IOException | RuntimeException e) {
      LOG.warnf("rehearsal failed, the first probes may be slow: reason=%s", e.getMessage());
    }
  }

  /** Listens from now on, where it is to: an application must not find the door closed. */
  private Optional<SinkHost> sinks(Vertx vertx, InstantSource clock) {
    SinkTerms terms = config.sink().terms();
    if (!terms.isWanted()) {
      return Optional.empty();
    }
    if (terms.secret().isEmpty()) {
      LOG.warn("vigie.runner.sink.secret is not set: the addresses of sinks end with this process");
    }
    return Optional.of(SinkHost.start(vertx, terms, clock));
  }

  private Equipment equipment() {
    return sinks.map(host -> Equipment.NONE.with(Sinks.class, host.sinks())).orElse(Equipment.NONE);
  }

  private GuardedResolver resolver() {
    return new GuardedResolver(names, TargetGuard.allowing(config.egress().allow()));
  }

  private SecretResolver secrets() {
    return SecretResolver.ofThisProcess(config.secretsDir());
  }
}
