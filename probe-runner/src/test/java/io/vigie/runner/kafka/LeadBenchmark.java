package io.vigie.runner.kafka;

import io.vigie.contract.job.Job;
import io.vigie.contract.job.RunId;
import io.vigie.contract.wire.Topic;
import io.vigie.embedded.EmbeddedKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How long before their due time jobs are handed out when they are sent one second ahead and one in
 * twenty hangs for ten seconds. Arguments: share-group or consumer-group, partitions, lanes, jobs
 * per second. Prints one line; negative is too late.
 */
final class LeadBenchmark {

  private static final Duration LEAD = Duration.ofSeconds(1);
  private static final int SECONDS = 20;
  private static final int HANGS = 20;

  private final InstantSource clock = io.vigie.runtime.time.ClockProducer.system();
  private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
  private final Queue<Long> leads = new ConcurrentLinkedQueue<>();
  private final Map<RunId, Boolean> seen = new ConcurrentHashMap<>();
  private final AtomicInteger held = new AtomicInteger();

  private LeadBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("lead");
    try (EmbeddedKafka broker = EmbeddedKafka.start(folder, 0)) {
      System.out.println(new LeadBenchmark().measure(broker, arguments));
    }
    System.exit(0);
  }

  private String measure(EmbeddedKafka broker, String[] arguments) throws Exception {
    Kafka kafka = new Kafka(broker.bootstrapServers());
    int partitions = Integer.parseInt(arguments[1]);
    int lanes = Integer.parseInt(arguments[2]);
    int perSecond = Integer.parseInt(arguments[3]);
    kafka.topics.ensure(
        List.of(new Topic(Topic.jobs("x").name(), partitions, Duration.ofHours(1), false)));
    kafka.prepare("x");
    JobSource source =
        arguments[0].equals("share-group")
            ? new ShareGroupJobSource(
                kafka.settings.client(), JobQueue.of("x"), kafka.letters(), lanes, 2000 / lanes)
            : new ConsumerGroupJobSource(
                kafka.settings.client(), JobQueue.of("x"), kafka.letters(), 200);
    source.start(taker());
    pause(Duration.ofSeconds(20));
    long cpu = cpu();
    for (int i = 0; i < perSecond * SECONDS; i++) {
      send(kafka, i);
      pause(Duration.ofNanos(1_000_000_000L / perSecond));
    }
    cpu = cpu() - cpu;
    pause(LEAD.plusSeconds(2));
    long[] sorted = leads.stream().mapToLong(Long::longValue).sorted().toArray();
    long late = Arrays.stream(sorted).filter(lead -> lead < 0).count();
    return String.format(
        Locale.ROOT,
        "%s, %d partitions, %d lanes, %d/s: taken %d of %d, before due p50 %d ms, p1 %d ms, worst"
            + " %d ms, late %.2f %%; CPU-ms per job with broker %.2f",
        arguments[0],
        partitions,
        lanes,
        perSecond,
        sorted.length,
        perSecond * SECONDS,
        sorted[sorted.length / 2],
        sorted[sorted.length / 100],
        sorted[0],
        100.0 * late / sorted.length,
        cpu / 1e6 / (perSecond * SECONDS));
  }

  private void send(Kafka kafka, int number) {
    Instant dueAt = clock.instant().plus(LEAD);
    Job model = Kafka.job(number);
    Job job =
        new Job(
            RunId.of(model.item(), dueAt),
            model.item(),
            model.revision(),
            model.probe(),
            dueAt,
            dueAt.plusSeconds(60));
    var _ =
        kafka.send(
            io.vigie.runtime.kafka.Records.toRecord(
                Topic.jobs("x"),
                kafka.codec.write(io.vigie.contract.wire.MessageType.JOB, job, clock.instant())));
  }

  private JobTaker taker() {
    return new JobTaker() {
      @Override
      public int room() {
        return 2_000 - held.get();
      }

      @Override
      public CompletionStage<Boolean> take(Job job) {
        if (seen.putIfAbsent(job.run(), true) == null) {
          leads.add(Duration.between(clock.instant(), job.dueAt()).toMillis());
        }
        boolean hangs = Integer.parseInt(job.item().item().substring(3)) % HANGS == 0;
        Duration end =
            Duration.between(clock.instant(), job.dueAt()).plusMillis(hangs ? 10_000 : 50);
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        held.incrementAndGet();
        var _ =
            timers.schedule(
                () -> {
                  held.decrementAndGet();
                  done.complete(true);
                },
                Math.max(0, end.toMillis()),
                TimeUnit.MILLISECONDS);
        return done;
      }
    };
  }

  private static long cpu() {
    return java.lang.management.ManagementFactory.getPlatformMXBean(
            com.sun.management.OperatingSystemMXBean.class)
        .getProcessCpuTime();
  }

  private static void pause(Duration time) throws InterruptedException {
    var _ = new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS);
  }
}
