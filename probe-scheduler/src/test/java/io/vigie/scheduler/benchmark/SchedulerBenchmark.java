package io.vigie.scheduler.benchmark;

import io.vigie.contract.wire.Topic;
import io.vigie.embedded.EmbeddedKafka;
import io.vigie.runtime.time.ClockProducer;
import io.vigie.scheduler.takeover.SchedulerProcess;
import io.vigie.scheduler.takeover.Topics;
import io.vigie.scheduler.takeover.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One scheduler process on a core of its own, with so many checks every ten seconds; the broker and
 * a runner are in this process. Arguments: checks, seconds of measuring, share or assign (how the
 * runner takes the jobs), and the command that binds the scheduler to a core. Prints one line.
 */
public final class SchedulerBenchmark {

  private static final InstantSource CLOCK = ClockProducer.system();
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final Duration LEAD = Duration.ofSeconds(1);
  private static final Duration WARM_UP = Duration.ofSeconds(30);

  private SchedulerBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    int checks = Integer.parseInt(arguments[0]);
    Duration time = Duration.ofSeconds(Integer.parseInt(arguments[1]));
    List<String> bind = List.of(arguments).subList(3, arguments.length);
    Path folder = Files.createTempDirectory("scheduler-benchmark");
    Path log = folder.resolve("log");
    try (EmbeddedKafka broker = EmbeddedKafka.start(folder.resolve("kafka"), 0)) {
      String bootstrap = broker.bootstrapServers();
      Topics.create(bootstrap);
      Workload.publish(bootstrap, checks, _ -> EVERY, CLOCK.instant());
      try (SchedulerProcess scheduler = SchedulerProcess.start(bootstrap, log, bind, "-Xmx768m");
          BenchmarkRunner runner =
              new BenchmarkRunner(bootstrap, arguments[2].equals("share"), LEAD, CLOCK)) {
        awaitAll(bootstrap, checks);
        pause(WARM_UP);
        System.out.println(measure(checks, time, scheduler, runner, log));
      }
    }
    System.exit(0);
  }

  private static String measure(
      int checks, Duration time, SchedulerProcess scheduler, BenchmarkRunner runner, Path log)
      throws Exception {
    runner.begin();
    long cpu = cpuMillis(scheduler.pid());
    long begun = System.nanoTime();
    pause(time);
    double seconds = (System.nanoTime() - begun) / 1e9;
    double share = (cpuMillis(scheduler.pid()) - cpu) / 1e3 / seconds;
    BenchmarkRunner.Figures figures = runner.end();
    pause(Duration.ofSeconds(2));
    long heap = heapUsed(scheduler, log);
    return String.format(
        Locale.ROOT,
        "%d checks every 10 s: %.0f jobs/s; sent - planned p50 %.1f ms p99 %.1f ms; fired - due p50"
            + " %.1f ms p99 %.1f ms; taken late %d; one core %.1f %% (%.3f CPU-ms/job); heap %.1f"
            + " MiB, resident %d MiB",
        checks,
        figures.jobs() / seconds,
        figures.sent(50),
        figures.sent(99),
        figures.fired(50),
        figures.fired(99),
        figures.late(),
        100 * share,
        1e3 * share * seconds / Math.max(1, figures.jobs()),
        heap / 1048576.0,
        residentMib(scheduler.pid()));
  }

  /** Every check had a job. */
  private static void awaitAll(String bootstrap, int checks) throws InterruptedException {
    while (Topics.end(bootstrap, Topic.jobs("outside")) < checks) {
      pause(Duration.ofMillis(500));
    }
  }

  private static long cpuMillis(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
    // User and system time, in hundredths of a second.
    return 10 * (Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12)));
  }

  private static long residentMib(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
        .filter(line -> line.startsWith("VmRSS"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
        .sum();
  }

  private static long heapUsed(SchedulerProcess scheduler, Path log) throws Exception {
    scheduler.say('m');
    pause(Duration.ofSeconds(3));
    return Files.readAllLines(log).stream()
        .filter(line -> line.startsWith("heap used "))
        .mapToLong(line -> Long.parseLong(line.substring("heap used ".length())))
        .reduce(0, (_, last) -> last);
  }

  private static void pause(Duration time) throws InterruptedException {
    var _ = new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS);
  }
}
