package io.vigie.scheduler.benchmark;

import io.vigie.contract.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/** Takes jobs and fires each at its due time from a timer, without looking at anything. */
final class BenchmarkRunner implements AutoCloseable {

  private static final int LANES = 4;
  private static final int MOST = 4_000_000;
  private static final byte[] DUE = "\"dueAt\":\"".getBytes(StandardCharsets.UTF_8);
  private static final Duration POLL = Duration.ofMillis(100);

  private final Duration lead;
  private final InstantSource clock;
  private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
  private final int[] sent = new int[MOST];
  private final int[] fired = new int[MOST];
  private int sentCount;
  private int firedCount;
  private int late;
  private boolean measuring;
  private volatile boolean stopped;

  /** What was seen, in tenths of a millisecond. */
  record Figures(List<Integer> sent, List<Integer> fired, int late) {

    int jobs() {
      return sent.size();
    }

    double sent(int percent) {
      return percentile(sent, percent);
    }

    double fired(int percent) {
      return percentile(fired, percent);
    }

    private static double percentile(List<Integer> sorted, int percent) {
      return sorted.isEmpty() ? Double.NaN : sorted.get((sorted.size() - 1) * percent / 100) / 10.0;
    }
  }

  BenchmarkRunner(String bootstrap, boolean share, Duration lead, InstantSource clock)
      throws Exception {
    this.lead = lead;
    this.clock = clock;
    if (share) {
      fromTheBeginning(bootstrap);
    }
    for (int i = 0; i < (share ? LANES : 1); i++) {
      var _ =
          Thread.ofPlatform().daemon().start(share ? () -> lane(bootstrap) : () -> tail(bootstrap));
    }
  }

  private static void fromTheBeginning(String bootstrap) throws Exception {
    ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, "bench");
    AlterConfigOp earliest =
        new AlterConfigOp(
            new ConfigEntry("share.auto.offset.reset", "earliest"), AlterConfigOp.OpType.SET);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin.incrementalAlterConfigs(Map.of(group, List.of(earliest))).all().get();
    }
  }

  private void lane(String bootstrap) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrap);
    settings.put("group.id", "bench");
    settings.put("max.poll.records", 2_000);
    try (ShareConsumer<byte[], byte[]> consumer =
        new KafkaShareConsumer<>(settings, bytes(), bytes())) {
      consumer.subscribe(List.of(Topic.jobs("outside").name()));
      while (!stopped) {
        consumer.poll(POLL).forEach(this::take);
      }
    }
  }

  private void tail(String bootstrap) {
    TopicPartition partition = new TopicPartition(Topic.jobs("outside").name(), 0);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap, "max.poll.records", 5_000), bytes(), bytes())) {
      consumer.assign(List.of(partition));
      consumer.seekToEnd(List.of(partition));
      while (!stopped) {
        consumer.poll(POLL).forEach(this::take);
      }
    }
  }

  private static Deserializer<byte[]> bytes() {
    return new ByteArrayDeserializer();
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    Instant due = due(record.value());
    long planned = due.minus(lead).toEpochMilli();
    noteSent((int) (record.timestamp() - planned) * 10);
    Instant now = clock.instant();
    noteLate(now.isAfter(due));
    var _ =
        timers.schedule(
            () -> noteFired((int) (Duration.between(due, clock.instant()).toNanos() / 100_000)),
            Math.max(0, Duration.between(now, due).toNanos()),
            TimeUnit.NANOSECONDS);
  }

  private static Instant due(byte[] job) {
    int at = job.length - DUE.length;
    while (!Arrays.equals(job, at, at + DUE.length, DUE, 0, DUE.length)) {
      at--;
    }
    int from = at + DUE.length;
    int to = from;
    while (job[to] != '"') {
      to++;
    }
    return Instant.parse(new String(job, from, to - from, StandardCharsets.UTF_8));
  }

  private synchronized void noteSent(int tenths) {
    if (measuring) {
      sent[sentCount++] = tenths;
    }
  }

  private synchronized void noteFired(int tenths) {
    if (measuring) {
      fired[firedCount++] = tenths;
    }
  }

  private synchronized void noteLate(boolean isLate) {
    if (measuring && isLate) {
      late++;
    }
  }

  synchronized void begin() {
    measuring = true;
  }

  synchronized Figures end() {
    measuring = false;
    return new Figures(
        Arrays.stream(sent, 0, sentCount).sorted().boxed().toList(),
        Arrays.stream(fired, 0, firedCount).sorted().boxed().toList(),
        late);
  }

  @Override
  public void close() {
    stopped = true;
    timers.shutdownNow();
  }
}
