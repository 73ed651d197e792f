package io.vigie.runner.benchmark;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import io.netty.handler.ssl.OpenSsl;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.job.Job;
import io.vigie.contract.job.RunId;
import io.vigie.contract.result.Outcome.Passed;
import io.vigie.contract.result.Result;
import io.vigie.contract.result.Result.Seer;
import io.vigie.contract.wire.MessageType;
import io.vigie.contract.wire.WireCodec;
import io.vigie.probe.ProbeKinds;
import io.vigie.runner.guard.DnsNameService;
import io.vigie.runner.guard.GuardedResolver;
import io.vigie.runner.guard.TargetGuard;
import io.vigie.runner.run.JobRunner;
import io.vigie.runner.run.RunListener;
import io.vigie.runner.run.Surroundings;
import io.vigie.runner.secret.SecretResolver;
import io.vigie.runtime.time.ClockProducer;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Saturates a runner, then paces it, and prints what that cost. */
final class RunnerBenchmark {

  private static final int AT_ONCE = 64;
  private static final int PACED_PER_SECOND = 200;

  private final InstantSource clock = ClockProducer.system();
  private final OperatingSystemMXBean machine =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final AtomicLong runs = new AtomicLong();
  private final AtomicLong notPassed = new AtomicLong();
  private final AtomicReference<String> complaint = new AtomicReference<>("");
  private final ItemId item = ItemId.parse("bench/loopback/http");
  private final ProbeOrder order;
  private final JobRunner runner;
  private final WireCodec codec = new WireCodec("/bench");

  private RunnerBenchmark(JobRunner runner, String url) {
    this.runner = runner;
    ObjectNode settings = JsonNodeFactory.instance.objectNode().put("url", url);
    this.order =
        new ProbeOrder(
            "http", settings, List.of("status == 200"), "outside", Duration.ofSeconds(5));
  }

  public static void main(String[] arguments) throws InterruptedException {
    Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    DnsNameService names = DnsNameService.ofThisMachine();
    Surroundings surroundings =
        new Surroundings(
            vertx,
            new GuardedResolver(names, TargetGuard.allowing(List.of("loopback"))),
            SecretResolver.ofThisProcess(Optional.empty()),
            ClockProducer.system());
    JobRunner runner =
        new JobRunner(
            ProbeKinds.discovered(),
            surroundings,
            new Seer("bench", "outside"),
            500,
            RunListener.NONE);
    RunnerBenchmark benchmark =
        new RunnerBenchmark(
            runner, arguments[0].contains(":") ? arguments[0] : local(arguments[0]));
    System.out.println(benchmark.measure());
    System.out.println(transports(vertx));
    System.exit(0);
  }

  private static String local(String port) {
    return "http://127.0.0.1:" + port + "/";
  }

  private static String transports(Vertx vertx) {
    return "kernel's transport: "
        + vertx.isNativeTransportEnabled()
        + ", BoringSSL: "
        + (OpenSsl.isAvailable() ? OpenSsl.versionString() : "no");
  }

  private String measure() throws InterruptedException {
    saturate(Duration.ofSeconds(10));
    long runsBefore = runs.get();
    long cpuBefore = machine.getProcessCpuTime();
    long begun = System.nanoTime();
    saturate(Duration.ofSeconds(7));
    double seconds = (System.nanoTime() - begun) / 1e9;
    double cpuMs = (machine.getProcessCpuTime() - cpuBefore) / 1e6;
    long measured = runs.get() - runsBefore;
    long[] errors = pace(Duration.ofSeconds(5));
    return String.format(
        Locale.ROOT,
        "runner http: %.0f probes/s, %.3f CPU-ms/probe (saturated, %d at once); at %d/s fire error"
            + " p50 %.2f ms, p99 %.2f ms; not passed %d %s",
        measured / seconds,
        cpuMs / measured,
        AT_ONCE,
        PACED_PER_SECOND,
        errors[errors.length / 2] / 1e6,
        errors[errors.length * 99 / 100] / 1e6,
        notPassed.get(),
        complaint.get());
  }

  private void saturate(Duration time) throws InterruptedException {
    Semaphore free = new Semaphore(AT_ONCE);
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      free.acquire();
      var _ =
          runner
              .run(jobAt(clock.instant()))
              .thenAccept(
                  result -> {
                    count(result);
                    free.release();
                  });
    }
    free.acquire(AT_ONCE);
  }

  private long[] pace(Duration time) throws InterruptedException {
    int count = (int) (time.toSeconds() * PACED_PER_SECOND);
    long[] errors = new long[count];
    Semaphore done = new Semaphore(0);
    Instant first = clock.instant().plusMillis(500);
    for (int i = 0; i < count; i++) {
      int index = i;
      Instant dueAt = first.plusNanos(i * (1_000_000_000L / PACED_PER_SECOND));
      var _ =
          runner
              .run(jobAt(dueAt))
              .thenAccept(
                  result -> {
                    errors[index] = Duration.between(dueAt, result.startedAt()).toNanos();
                    count(result);
                    done.release();
                  });
    }
    done.acquire(count);
    Arrays.sort(errors);
    return errors;
  }

  /** What a result costs to write belongs to what a probe costs. */
  private void count(Result result) {
    var _ = codec.write(MessageType.RESULT, result, clock.instant());
    runs.incrementAndGet();
    if (!(result.outcome() instanceof Passed)) {
      notPassed.incrementAndGet();
      complaint.set(result.outcome().summary());
    }
  }

  private Job jobAt(Instant dueAt) {
    return new Job(RunId.of(item, dueAt), item, "rev", order, dueAt, dueAt.plusSeconds(10));
  }
}
