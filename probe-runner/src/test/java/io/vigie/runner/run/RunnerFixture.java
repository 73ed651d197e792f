package io.vigie.runner.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vigie.contract.check.Effect;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Polarity;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.check.ProbeOrder.Retry;
import io.vigie.contract.job.Cause;
import io.vigie.contract.job.Job;
import io.vigie.contract.job.RunId;
import io.vigie.contract.result.Outcome.Blind;
import io.vigie.contract.result.Result;
import io.vigie.contract.result.Result.Seer;
import io.vigie.probe.ProbeKinds;
import io.vigie.runner.guard.GuardedResolver;
import io.vigie.runner.guard.NameService;
import io.vigie.runner.guard.TargetGuard;
import io.vigie.runner.secret.SecretResolver;
import io.vigie.runtime.time.ClockProducer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A runner with everything around it, for one test. */
final class RunnerFixture implements AutoCloseable {

  static final ItemId ITEM = ItemId.parse("shop/production/CH-1");
  static final Seer SEER = new Seer("r-1", "outside");

  private static final int BUSY = 20;

  final InstantSource clock = ClockProducer.system();
  final Vertx vertx = Vertx.vertx();
  final JobRunner runner;
  private final ObjectNode settings = JsonNodeFactory.instance.objectNode();
  private List<String> expect = List.of();
  private Duration timeout = Duration.ofSeconds(5);
  private Duration lead = Duration.ZERO;
  private Duration patience = Duration.ofSeconds(10);
  private String kind = "fake";
  private ItemId item = ITEM;
  private List<String> warn = List.of();
  private Optional<Retry> retry = Optional.empty();
  private Optional<Effect> effect = Optional.empty();
  private Optional<Polarity> polarity = Optional.empty();
  private Optional<Cause> cause = Optional.empty();
  private Optional<String> notBy = Optional.empty();

  RunnerFixture(FakeKind kind, int maxConcurrent, Optional<Path> secrets, NameService names) {
    this(ProbeKinds.of(List.of(kind)), maxConcurrent, secrets, names, TargetGuard.SERVICE_DEFAULT);
  }

  private RunnerFixture(
      ProbeKinds kinds,
      int maxConcurrent,
      Optional<Path> secrets,
      NameService names,
      List<String> egress) {
    GuardedResolver resolver = new GuardedResolver(names, TargetGuard.allowing(egress));
    Surroundings surroundings =
        new Surroundings(vertx, resolver, SecretResolver.ofThisProcess(secrets), clock);
    runner = new JobRunner(kinds, surroundings, SEER, maxConcurrent, RunListener.NONE);
  }

  /** A runner with the kinds that there are. */
  static RunnerFixture real(String... egress) {
    return new RunnerFixture(
        ProbeKinds.discovered(), 300, Optional.empty(), RunnerFixture::unknown, List.of(egress));
  }

  /** The same, with the secrets that are in a folder. */
  static RunnerFixture real(Path secrets, String... egress) {
    return new RunnerFixture(
        ProbeKinds.discovered(),
        300,
        Optional.of(secrets),
        RunnerFixture::unknown,
        List.of(egress));
  }

  static RunnerFixture of(FakeKind kind) {
    return new RunnerFixture(kind, 10, Optional.empty(), RunnerFixture::unknown);
  }

  private static Future<List<InetAddress>> unknown(String name) {
    return Future.failedFuture(new UnknownHostException(name + ": no such host"));
  }

  RunnerFixture expecting(String... expressions) {
    expect = List.of(expressions);
    return this;
  }

  RunnerFixture timeout(Duration limit) {
    timeout = limit;
    return this;
  }

  RunnerFixture dueIn(Duration time) {
    lead = time;
    return this;
  }

  RunnerFixture patience(Duration time) {
    patience = time;
    return this;
  }

  RunnerFixture kind(String name) {
    kind = name;
    return this;
  }

  RunnerFixture setting(String name, String value) {
    settings.put(name, value);
    return this;
  }

  RunnerFixture settings(ObjectNode all) {
    settings.setAll(all);
    return this;
  }

  RunnerFixture warning(String... expressions) {
    warn = List.of(expressions);
    return this;
  }

  RunnerFixture retry(int times, Duration backoff) {
    retry = Optional.of(new Retry(times, backoff));
    return this;
  }

  RunnerFixture effect(Effect what) {
    effect = Optional.of(what);
    return this;
  }

  RunnerFixture polarity(Polarity how) {
    polarity = Optional.of(how);
    return this;
  }

  RunnerFixture cause(Cause why) {
    cause = Optional.of(why);
    return this;
  }

  RunnerFixture notBy(String name) {
    notBy = Optional.of(name);
    return this;
  }

  RunnerFixture item(String id) {
    item = new ItemId("shop", "production", id);
    return this;
  }

  Job job() {
    Instant dueAt = clock.instant().plus(lead);
    ProbeOrder order =
        new ProbeOrder(kind, settings, expect, "outside", timeout, warn, retry, effect, polarity);
    return new Job(
        RunId.of(item, dueAt), item, "rev", order, dueAt, dueAt.plus(patience), cause, notBy);
  }

  /** Begins a run of the job as it is now. */
  CompletionStage<Result> begin() {
    return runner.run(job());
  }

  /** Runs once; again where this machine was too busy for the run to say anything. */
  Result run() {
    Result result = ended(runner.run(job()));
    for (int i = 0; i < BUSY && isSaturated(result); i++) {
      result = ended(runner.run(job()));
    }
    return result;
  }

  private static boolean isSaturated(Result result) {
    return result.outcome() instanceof Blind(String code, String _)
        && code.equals("runner-overloaded");
  }

  static Result ended(CompletionStage<Result> run) {
    try {
      return run.toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    runner.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
