package io.vigie.runner;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vigie.contract.result.Outcome.Blind;
import io.vigie.contract.result.Result.Seer;
import io.vigie.contract.wire.Topic;
import io.vigie.contract.wire.WireCodec;
import io.vigie.probe.ProbeKinds;
import io.vigie.probe.burst.LoadLimits;
import io.vigie.probe.sink.Sinks;
import io.vigie.runner.control.ControlRoom;
import io.vigie.runner.control.WatchedNames;
import io.vigie.runner.exposition.CheckSeries;
import io.vigie.runner.guard.DnsNameService;
import io.vigie.runner.guard.GuardedResolver;
import io.vigie.runner.guard.NameService;
import io.vigie.runner.guard.TargetGuard;
import io.vigie.runner.kafka.JobLetters;
import io.vigie.runner.run.Equipment;
import io.vigie.runner.run.JobRunner;
import io.vigie.runner.run.Limits;
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
  private final Surroundings surroundings;
  private final ControlRoom control;
  private final JobRunner runner;
  private final Rehearsal rehearsal;
  private final JobSources sources;
  private final ResultPublisher publisher;
  private volatile boolean taking;

  // Quarkus 3.32 serves this registry's page, and no other way leads to it.
  @SuppressWarnings("deprecation")
  @Inject
  Runner(
      RunnerConfig config,
      Vertx vertx,
      InstantSource clock,
      Topics topics,
      Producers producers,
      KafkaSettings kafka,
      MeterRegistry registry,
      PrometheusMeterRegistry page) {
    this.config = config;
    this.sinks = sinks(vertx, clock);
    this.topics = topics;
    this.names = DnsNameService.ofThisMachine();
    WatchedNames watched = new WatchedNames(names);
    CheckSeries checks =
        new CheckSeries(config.exposition().job(), config.exposition().keep(), clock)
            .register(page.getPrometheusRegistry());
    RunnerMetrics metrics = new RunnerMetrics(registry, checks);
    ProbeKinds kinds = ProbeKinds.discovered();
    this.rehearsal = new Rehearsal(kinds, clock);
    this.surroundings = new Surroundings(vertx, resolver(watched), secrets(), clock, equipment());
    this.control =
        new ControlRoom(
            config.control().targets().orElse(List.of()),
            config.control().every(),
            config.control().timeout(),
            surroundings,
            watched,
            this::sighted);
    this.runner =
        new JobRunner(
            kinds,
            surroundings,
            new Seer(config.id(), config.location()),
            limits(),
            control,
            metrics);
    metrics.watch(runner);
    metrics.watch(control);
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
    control.close();
    runner.close();
    names.close();
    sinks.ifPresent(SinkHost::close);
  }

  /** True from when this runner takes jobs. */
  boolean isTaking() {
    return taking;
  }

  /** What probes on demand share with those of the schedule. */
  Surroundings surroundings() {
    return surroundings;
  }

  /** Why this runner is blind, if it is. */
  Optional<Blind> blindness() {
    return control.blindness();
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
      control.open();
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
    SinkTerms terms = SinkDoors.of(config.sink());
    if (!terms.isWanted()) {
      return Optional.empty();
    }
    if (terms.secret().isEmpty()) {
      LOG.warn("vigie.runner.sink.secret is not set: the addresses of sinks end with this process");
    }
    return Optional.of(SinkHost.start(vertx, terms, clock));
  }

  private Equipment equipment() {
    Equipment lent = Equipment.NONE.with(LoadLimits.class, config.load().limits());
    return sinks.map(host -> lent.with(Sinks.class, host.sinks())).orElse(lent);
  }

  private Limits limits() {
    return Limits.fair(
        config.maxConcurrent(), config.maxPerKind(), config.maxOfKind(), config.maxPerTarget());
  }

  /** What is held and has not begun is better off with a runner that sees. */
  private void sighted(Optional<Blind> blindness) {
    if (blindness.isPresent()) {
      runner.handBack("this runner is blind");
    }
  }

  private GuardedResolver resolver(NameService watched) {
    return new GuardedResolver(watched, TargetGuard.allowing(config.egress().allow()));
  }

  private SecretResolver secrets() {
    return SecretResolver.ofThisProcess(config.secretsDir());
  }
}
