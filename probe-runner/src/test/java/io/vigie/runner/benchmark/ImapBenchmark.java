package io.vigie.runner.benchmark;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.job.Job;
import io.vigie.contract.job.RunId;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Result;
import io.vigie.contract.result.Result.Seer;
import io.vigie.probe.ProbeKinds;
import io.vigie.runner.guard.DnsNameService;
import io.vigie.runner.guard.GuardedResolver;
import io.vigie.runner.guard.TargetGuard;
import io.vigie.runner.run.JobRunner;
import io.vigie.runner.run.RunListener;
import io.vigie.runner.run.Surroundings;
import io.vigie.runner.secret.SecretResolver;
import io.vigie.runtime.time.ClockProducer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToLongFunction;

/**
 * A thousand logins over IMAP that are due at the same instant, every tenth with a server that
 * drips one byte a second and every tenth with one that never says a word: whether every one of
 * them ends by its deadline, and what that costs.
 */
final class ImapBenchmark {

  private static final int CHECKS = 1000;
  private static final int ROUNDS = 3;
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration ROUND = Duration.ofSeconds(13);

  private final InstantSource clock = ClockProducer.system();
  private final OperatingSystemMXBean machine =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final JobRunner runner;
  private final int good;
  private final int dripping;
  private final int silent;

  /** When a result was there, and what it was. */
  private record Ended(Instant at, Result result) {}

  private ImapBenchmark(JobRunner runner, String[] ports) {
    this.runner = runner;
    this.good = Integer.parseInt(ports[0]);
    this.dripping = Integer.parseInt(ports[1]);
    this.silent = Integer.parseInt(ports[2]);
  }

  public static void main(String[] ports) throws IOException {
    Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    Surroundings surroundings =
        new Surroundings(
            vertx,
            new GuardedResolver(
                DnsNameService.ofThisMachine(), TargetGuard.allowing(List.of("loopback"))),
            SecretResolver.ofThisProcess(Optional.empty()),
            ClockProducer.system());
    JobRunner runner =
        new JobRunner(
            ProbeKinds.discovered(),
            surroundings,
            new Seer("bench", "outside"),
            CHECKS,
            RunListener.NONE);
    ImapBenchmark benchmark = new ImapBenchmark(runner, ports);
    for (int round = 1; round <= ROUNDS; round++) {
      System.out.println(benchmark.measure(round));
    }
    System.exit(0);
  }

  private String measure(int round) throws IOException {
    Instant dueAt = clock.instant().plusSeconds(2);
    List<CompletableFuture<Ended>> running = new ArrayList<>();
    for (int i = 0; i < CHECKS; i++) {
      running.add(
          runner
              .run(job(i, dueAt))
              .thenApply(result -> new Ended(clock.instant(), result))
              .toCompletableFuture());
    }
    long cpuBefore = machine.getProcessCpuTime();
    List<Ended> all = running.stream().map(CompletableFuture::join).toList();
    double cpuSeconds = (machine.getProcessCpuTime() - cpuBefore) / 1e9;
    Map<String, Integer> outcomes = new TreeMap<>();
    all.forEach(one -> outcomes.merge(word(one.result().outcome()), 1, Integer::sum));
    long[] begun = sorted(all, one -> millis(dueAt, one.result().startedAt()));
    long[] took = sorted(all, one -> millis(dueAt, one.at()));
    long late =
        all.stream()
            .filter(one -> millis(one.result().startedAt(), one.at()) > LIMIT.toMillis() + 1000)
            .count();
    return String.format(
        Locale.ROOT,
        "| %d | %s | %d / %d / %d | %d / %d / %d | %d | %.2f | %s |",
        round,
        outcomes,
        begun[CHECKS / 2],
        begun[CHECKS * 99 / 100],
        begun[CHECKS - 1],
        took[CHECKS / 2],
        took[CHECKS * 99 / 100],
        took[CHECKS - 1],
        late,
        cpuSeconds,
        resident());
  }

  private Job job(int i, Instant dueAt) {
    ItemId item = ItemId.parse("bench/loopback/imap-" + i);
    ObjectNode settings =
        JsonNodeFactory.instance
            .objectNode()
            .put("host", "127.0.0.1")
            .put("port", i % 10 == 3 ? dripping : i % 10 == 7 ? silent : good)
            .put("user", ImapTargets.USER)
            .put("password", ImapTargets.PASSWORD)
            .put("tls", "off");
    ProbeOrder order = new ProbeOrder("imap", settings, List.of(), "outside", LIMIT);
    return new Job(RunId.of(item, dueAt), item, "rev", order, dueAt, dueAt.plus(ROUND));
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Passed _ -> "passed";
      case Outcome.Failed(var failure) -> failure.code();
      case Outcome.Blind(String code, var _) -> "blind: " + code;
      case Outcome.Missed _ -> "missed";
    };
  }

  private static long[] sorted(List<Ended> all, ToLongFunction<Ended> what) {
    long[] values = all.stream().mapToLong(what).toArray();
    Arrays.sort(values);
    return values;
  }

  private static long millis(Instant from, Instant to) {
    return Duration.between(from, to).toMillis();
  }

  private static String resident() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS") || line.startsWith("VmHWM"))
        .map(line -> Integer.parseInt(line.replaceAll("\\D", "")) / 1024 + " MiB")
        .reduce((peak, now) -> now + ", peak " + peak)
        .orElse("unknown");
  }
}
