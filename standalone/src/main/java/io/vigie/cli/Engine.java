package io.vigie.cli;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vigie.contract.check.Check;
import io.vigie.contract.job.Job;
import io.vigie.contract.job.RunId;
import io.vigie.contract.result.Result;
import io.vigie.contract.result.Result.Seer;
import io.vigie.probe.ProbeKinds;
import io.vigie.runner.guard.DnsNameService;
import io.vigie.runner.guard.GuardedResolver;
import io.vigie.runner.guard.TargetGuard;
import io.vigie.runner.run.JobRunner;
import io.vigie.runner.run.RunListener;
import io.vigie.runner.run.Surroundings;
import io.vigie.runner.run.Trace;
import io.vigie.runner.secret.SecretResolver;
import io.vigie.runtime.time.ClockProducer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The runner's engine without the services around it. */
final class Engine implements AutoCloseable {

  private static final int AT_ONCE = 50;

  /** A run that waits for a slot behind others is still wanted. */
  private static final Duration NEVER_TOO_LATE = Duration.ofHours(1);

  private final InstantSource clock = ClockProducer.system();
  private final Vertx vertx;
  private final DnsNameService names;
  private final JobRunner runner;

  /**
   * An engine that may reach these addresses and looks for secrets in that folder and in the
   * environment.
   */
  Engine(List<String> allowed, Optional<Path> secrets) {
    var guard = TargetGuard.allowing(allowed);
    this.vertx = vertx();
    this.names = DnsNameService.ofThisMachine();
    var surroundings =
        new Surroundings(
            vertx, new GuardedResolver(names, guard), SecretResolver.ofThisProcess(secrets), clock);
    this.runner =
        new JobRunner(
            ProbeKinds.discovered(),
            surroundings,
            new Seer("vigie-run", "here"),
            AT_ONCE,
            RunListener.NONE);
  }

  private static Vertx vertx() {
    var noFiles =
        new FileSystemOptions().setClassPathResolvingEnabled(false).setFileCachingEnabled(false);
    return Vertx.vertx(
        new VertxOptions()
            .setEventLoopPoolSize(1)
            .setWorkerPoolSize(2)
            .setInternalBlockingPoolSize(1)
            .setFileSystemOptions(noFiles));
  }

  /** Looks now. */
  CompletionStage<Result> run(Check check, Trace trace) {
    var now = clock.instant();
    var job =
        new Job(
            RunId.of(check.item(), now),
            check.item(),
            check.revision(),
            check.order().orElseThrow(),
            now,
            now.plus(NEVER_TOO_LATE));
    return runner.run(job, trace);
  }

  @Override
  public void close() {
    runner.close();
    names.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
