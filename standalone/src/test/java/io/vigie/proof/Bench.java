package io.vigie.proof;

import io.vertx.core.Vertx;
import io.vigie.contract.check.Check;
import io.vigie.contract.job.Job;
import io.vigie.contract.job.RunId;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Result.Seer;
import io.vigie.probe.ProbeKinds;
import io.vigie.probe.sink.Door;
import io.vigie.probe.sink.Sinks;
import io.vigie.runner.guard.DnsNameService;
import io.vigie.runner.guard.GuardedResolver;
import io.vigie.runner.guard.TargetGuard;
import io.vigie.runner.run.Equipment;
import io.vigie.runner.run.JobRunner;
import io.vigie.runner.run.RunListener;
import io.vigie.runner.run.Surroundings;
import io.vigie.runner.secret.SecretResolver;
import io.vigie.runner.sink.SinkHost;
import io.vigie.runner.sink.SinkTerms;
import io.vigie.scheduler.checklist.ChecklistReader;
import io.vigie.scheduler.checklist.Reading;
import io.vigie.standalone.demo.ChecklistValues;
import io.vigie.standalone.demo.SignalValues;
import io.vigie.testkit.twin.signal.RenderSignal;
import io.vigie.testkit.twin.signal.SignalPorts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** A twin, the checklist with the twin's values, and a runner's engine that looks at it. */
final class Bench implements AutoCloseable {

  private static final Path CHECKLIST = Path.of("..", "checklists", "render-signal-server");
  private static final String CAPTURED = "RSS-37";
  private static final List<String> LATER = List.of(CAPTURED, "RSS-36");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int MOST_LOOKS = 5;

  private final InstantSource clock = InstantSource.system();
  private final DnsNameService names = DnsNameService.ofThisMachine();
  private final SinkHost sinks;
  final RenderSignal twin;
  private final Vertx vertx;
  private final Path folder;
  private JobRunner runner;
  private Map<String, Check> checks = Map.of();

  Bench(Vertx vertx, Path folder) {
    this.vertx = vertx;
    this.folder = folder;
    this.sinks = SinkHost.start(vertx, terms(), clock);
    String webhook = sinks.sinks().address(SignalValues.SINK, Door.OFF).orElseThrow();
    this.twin = RenderSignal.start(vertx, clock, SignalPorts.free(), URI.create(webhook));
  }

  private static SinkTerms terms() {
    return new SinkTerms(
        Map.of(Door.OFF, 0),
        "127.0.0.1",
        "localhost",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Reads the checklist and makes ready to look, with kinds that trust the twin's authority. */
  void prepare(ProbeKinds kinds) throws IOException {
    Path secrets = Files.createDirectories(folder.resolve("secrets"));
    for (Map.Entry<String, String> secret : SignalValues.secrets().entrySet()) {
      Files.writeString(secrets.resolve(secret.getKey()), secret.getValue());
    }
    Surroundings surroundings =
        new Surroundings(
            vertx,
            new GuardedResolver(names, TargetGuard.allowing(List.of("loopback"))),
            SecretResolver.ofThisProcess(Optional.of(secrets)),
            clock,
            Equipment.NONE.with(Sinks.class, sinks.sinks()));
    runner = new JobRunner(kinds, surroundings, new Seer("proof", "here"), 50, RunListener.NONE);
    checks = read(kinds);
    beginToWatch();
  }

  /** A sink keeps what arrives from when it was first asked about it. */
  private void beginToWatch() {
    Outcome first = look(checks.get(CAPTURED)).join();
    if (!(first instanceof Outcome.Blind)) {
      throw new AssertionError("nothing can have been captured yet, was " + first);
    }
  }

  private Map<String, Check> read(ProbeKinds kinds) throws IOException {
    Path checklists = Files.createDirectories(folder.resolve("checklists"));
    Files.copy(CHECKLIST.resolve("network.yaml"), checklists.resolve("network.yaml"));
    Files.writeString(
        checklists.resolve("production.yaml"),
        new ChecklistValues(SignalValues.of(twin.ports()))
            .in(Files.readString(CHECKLIST.resolve("production.yaml"))));
    Reading reading = new ChecklistReader(kinds.all(), _ -> Optional.empty()).read(checklists);
    if (reading.isBroken()) {
      throw new AssertionError(reading.problems().toString());
    }
    Map<String, Check> byId = new LinkedHashMap<>();
    reading.checklists().stream()
        .flatMap(list -> list.checks().stream())
        .filter(Check::applies)
        .forEach(check -> byId.put(check.item().item(), check));
    return byId;
  }

  Collection<String> items() {
    return checks.keySet();
  }

  /**
   * Looks at these items, all at once as far as a runner does that, but for two: what judges the
   * last webhook comes after the mail that causes one, and what changes the time window comes when
   * nobody reads it.
   */
  Map<String, Outcome> look(Collection<String> items) {
    Map<String, Outcome> outcomes = new TreeMap<>();
    outcomes.putAll(lookAtOnce(items, item -> !LATER.contains(item)));
    LATER.forEach(later -> outcomes.putAll(lookAtOnce(items, later::equals)));
    return outcomes;
  }

  private Map<String, Outcome> lookAtOnce(Collection<String> items, Predicate<String> which) {
    Map<String, CompletableFuture<Outcome>> running = new LinkedHashMap<>();
    items.stream().filter(which).forEach(item -> running.put(item, look(checks.get(item))));
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    running.forEach((item, run) -> outcomes.put(item, run.join()));
    return outcomes;
  }

  /** As a scheduler does, it looks again where the runner had no processor to look with. */
  private CompletableFuture<Outcome> look(Check check) {
    return look(check, MOST_LOOKS);
  }

  private CompletableFuture<Outcome> look(Check check, int left) {
    return lookOnce(check)
        .thenCompose(
            outcome ->
                left > 1
                        && outcome instanceof Outcome.Blind(String code, _)
                        && code.equals("runner-overloaded")
                    ? look(check, left - 1)
                    : CompletableFuture.completedFuture(outcome));
  }

  private CompletableFuture<Outcome> lookOnce(Check check) {
    Instant now = clock.instant();
    Job job =
        new Job(
            RunId.of(check.item(), now),
            check.item(),
            check.revision(),
            check.order().orElseThrow(),
            now,
            now.plus(PATIENCE));
    return runner.run(job).thenApply(result -> result.outcome()).toCompletableFuture();
  }

  @Override
  public void close() {
    if (runner != null) {
      runner.close();
    }
    twin.close();
    sinks.close();
    names.close();
  }
}
