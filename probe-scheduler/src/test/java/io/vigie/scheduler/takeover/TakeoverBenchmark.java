package io.vigie.scheduler.takeover;

import io.vigie.contract.check.ItemId;
import io.vigie.embedded.EmbeddedKafka;
import io.vigie.runtime.time.ClockProducer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Two schedulers under load, one of them killed again and again, then one frozen for longer than
 * its session. Arguments: checks, kills, seconds of the freeze. Judged by the topic of jobs alone.
 */
public final class TakeoverBenchmark {

  private static final InstantSource CLOCK = ClockProducer.system();
  private static final Duration STEADY = Duration.ofSeconds(20);

  private final String bootstrap;
  private final int checks;
  private final Path log;
  private final List<SchedulerProcess> schedulers = new ArrayList<>();

  private TakeoverBenchmark(String bootstrap, int checks, Path log) {
    this.bootstrap = bootstrap;
    this.checks = checks;
    this.log = log;
  }

  public static void main(String[] arguments) throws Exception {
    int checks = Integer.parseInt(arguments[0]);
    int kills = Integer.parseInt(arguments[1]);
    Duration freeze = Duration.ofSeconds(Integer.parseInt(arguments[2]));
    Path folder =
        arguments.length > 3 ? Path.of(arguments[3]) : Files.createTempDirectory("takeover");
    try (EmbeddedKafka broker = EmbeddedKafka.start(folder.resolve("kafka"), 0)) {
      new TakeoverBenchmark(broker.bootstrapServers(), checks, folder.resolve("log"))
          .measure(kills, freeze);
    }
    System.exit(0);
  }

  private void measure(int kills, Duration freeze) throws Exception {
    Topics.create(bootstrap);
    Workload.publish(bootstrap, checks, Workload::oneToTenSeconds, CLOCK.instant());
    start();
    start();
    pause(STEADY);
    Instant from = CLOCK.instant();
    for (int i = 0; i < kills; i++) {
      SchedulerProcess victim = schedulers.remove(0);
      say("kill -9 of %d", victim.pid());
      victim.kill();
      pause(Duration.ofSeconds(10));
      start();
      pause(STEADY);
    }
    if (!freeze.isZero()) {
      SchedulerProcess victim = schedulers.getFirst();
      say("kill -STOP of %d for %d s", victim.pid(), freeze.toSeconds());
      victim.freeze();
      pause(freeze);
      victim.thaw();
      pause(STEADY);
    }
    Instant to = CLOCK.instant();
    schedulers.forEach(SchedulerProcess::close);
    judge(from, to);
  }

  private void judge(Instant from, Instant to) {
    Map<ItemId, Duration> intervals = new HashMap<>();
    for (int i = 0; i < checks; i++) {
      intervals.put(Workload.item(i), Workload.oneToTenSeconds(i));
    }
    Judgement judgement = Judgement.of(bootstrap, "outside");
    Judgement.Gap gap = judgement.worstGap(intervals, from, to);
    say(
        "jobs %d, for a due time that had one before: %d",
        judgement.jobs().size(), judgement.doubles().size());
    judgement.doubles().stream().limit(5).forEach(job -> say("  %s", job));
    say(
        "jobs that came into the topic 3 s or more after they were made: %d",
        judgement.belated(Duration.ofSeconds(3)).size());
    judgement.belated(Duration.ofSeconds(3)).stream().limit(5).forEach(job -> say("  %s", job));
    say(
        "longest gap beyond the interval: %d ms between due times (%s since %s), %d ms between"
            + " jobs",
        gap.due().toMillis(), gap.item(), gap.since(), gap.made().toMillis());
    say(
        "runs told as missed: %s; neither ordered nor told: %d",
        judgement.missed(), judgement.unaccounted(intervals, from, to.minusSeconds(2)));
    say("jobs made in each second: %s", judgement.perSecond(from.minus(STEADY), to));
    say("schedulers' log: %s", log);
  }

  private void start() {
    schedulers.add(SchedulerProcess.start(bootstrap, log, List.of(), "-Xmx192m"));
  }

  private static void say(String form, Object... values) {
    System.out.printf(Locale.ROOT, CLOCK.instant() + " " + form + "%n", values);
  }

  private static void pause(Duration time) throws InterruptedException {
    var _ = new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS);
  }
}
