package io.vigie.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.job.Cause;
import io.vigie.contract.job.Job;
import io.vigie.contract.job.RunId;
import io.vigie.contract.result.Outcome.Missed;
import io.vigie.contract.result.Outcome.Passed;
import io.vigie.contract.result.Result;
import io.vigie.contract.wire.MessageType;
import io.vigie.contract.wire.Topic;
import io.vigie.runner.kafka.Kafka;
import io.vigie.runner.run.RunListener;
import io.vigie.runtime.kafka.Records;
import io.vigie.runtime.time.ClockProducer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runners as they are, on a real broker. */
class JobSourcesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Kafka kafka = Kafka.shared();
  private final String location = "j-" + UUID.randomUUID().toString().substring(0, 8);
  private final BlockingQueue<Result> ended = new LinkedBlockingQueue<>();
  private final RunListener listener = (_, result) -> ended.add(result);

  @ParameterizedTest
  @EnumSource
  void anUrgentJobDoesNotWaitBehindAThousandOthers(RunnerConfig.Jobs adapter) throws Exception {
    int backlog = 1_200;
    AtomicInteger looks = new AtomicInteger();
    Queue<Promise<Boolean>> under = new ConcurrentLinkedQueue<>();
    prepare();
    send(Topic.jobs(location), ordinary(backlog));
    try (RunnerOnKafka runner = runner(adapter, "r-1", 2, () -> begin(looks, under))) {
      await(() -> looks.get() == 2 && runner.runner.held() > 2);

      send(Topic.urgentJobs(location), List.of(job("URGENT", Optional.of(Cause.REQUEST))));
      await(() -> runner.runner.held() > 3);
      Result first = null;
      for (int i = 0; i < 20 && (first == null || !isUrgent(first)); i++) {
        endOne(under);
        first = ended.poll(20, TimeUnit.SECONDS);
        assertThat(first).isNotNull();
      }

      assertThat(first).isNotNull();
      assertThat(isUrgent(first)).isTrue();
      assertThat(first.outcome()).isInstanceOf(Passed.class);
      assertThat(first.cause()).contains(Cause.REQUEST);
      // Of those of the schedule next to none has had its turn.
      assertThat(looks.get()).isLessThan(30);
      under.forEach(promise -> promise.tryComplete(true));
    }
  }

  @Test
  void aJobThatOneRunnerMustNotRunIsRunByAnother() throws Exception {
    prepare();
    try (RunnerOnKafka first = runner("r-1");
        RunnerOnKafka second = runner("r-2")) {
      List<Job> jobs = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        jobs.add(notBy("CH-" + i, "r-1", PATIENCE));
      }
      send(Topic.urgentJobs(location), jobs);

      for (int i = 0; i < 10; i++) {
        Result result = ended.poll(60, TimeUnit.SECONDS);
        assertThat(result).isNotNull();
        assertThat(result.seer().runner()).isEqualTo("r-2");
        assertThat(result.outcome()).isInstanceOf(Passed.class);
      }
      assertThat(first.runner.running() + second.runner.running()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aJobThatNobodyElseTakesIsMissedAndNotPassedAroundHotly(RunnerConfig.Jobs adapter)
      throws Exception {
    prepare();
    AtomicInteger looks = new AtomicInteger();
    try (RunnerOnKafka runner =
        runner(
            adapter,
            "r-1",
            10,
            () -> {
              looks.incrementAndGet();
              return Future.succeededFuture(true);
            })) {
      awaitMembership();
      long before = sentTo(Topic.urgentJobs(location));
      looks.set(0);
      send(Topic.urgentJobs(location), List.of(notBy("CH-1", "r-1", Duration.ofSeconds(4))));

      Result result = ended.poll(60, TimeUnit.SECONDS);

      assertThat(result).isNotNull();
      assertThat(result.outcome()).isInstanceOf(Missed.class);
      assertThat(result.outcome().summary()).contains("another runner than this, and none took it");
      assertThat(looks).hasValue(0);
      // It went round at most every 100 ms: each second time it was sent again.
      assertThat(sentTo(Topic.urgentJobs(location)) - before).isBetween(1L, 41L);
      assertThat(runner.runner.held()).isZero();
    }
  }

  /** Until the runner takes urgent jobs: a new group takes a while to form. */
  private void awaitMembership() throws InterruptedException {
    send(Topic.urgentJobs(location), List.of(job("FIRST", Optional.of(Cause.REQUEST))));
    assertThat(ended.poll(60, TimeUnit.SECONDS)).isNotNull();
  }

  private void prepare() {
    kafka.topics.ensure(List.of(Topic.jobs(location), Topic.urgentJobs(location), Topic.RESULTS));
  }

  private RunnerOnKafka runner(String name) {
    return runner(RunnerConfig.Jobs.SHARE_GROUP, name, 10, () -> Future.succeededFuture(true));
  }

  private RunnerOnKafka runner(
      RunnerConfig.Jobs adapter, String name, int maxConcurrent, Supplier<Future<Boolean>> look) {
    return new RunnerOnKafka(kafka, adapter, location, name, maxConcurrent, look, listener);
  }

  private static Future<Boolean> begin(AtomicInteger looks, Queue<Promise<Boolean>> under) {
    Promise<Boolean> seen = Promise.promise();
    under.add(seen);
    looks.incrementAndGet();
    return seen.future();
  }

  private static void endOne(Queue<Promise<Boolean>> under) {
    await(() -> !under.isEmpty());
    under.remove().complete(true);
  }

  private static boolean isUrgent(Result result) {
    return result.item().item().equals("URGENT");
  }

  private List<Job> ordinary(int count) {
    List<Job> jobs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      jobs.add(job("CH-" + i, Optional.empty()));
    }
    return jobs;
  }

  private Job job(String id, Optional<Cause> cause) {
    return job(id, cause, Optional.empty(), Duration.ofMinutes(5));
  }

  private Job notBy(String id, String runner, Duration patience) {
    return job(id, Optional.of(Cause.CONFIRMATION), Optional.of(runner), patience);
  }

  private Job job(String id, Optional<Cause> cause, Optional<String> notBy, Duration patience) {
    ItemId item = new ItemId("shop", "production", id);
    Instant now = ClockProducer.system().instant();
    ProbeOrder order =
        new ProbeOrder(
            "told", JsonNodeFactory.instance.objectNode(), List.of(), location, PATIENCE);
    return new Job(RunId.of(item, now), item, "rev", order, now, now.plus(patience), cause, notBy);
  }

  private void send(Topic topic, List<Job> jobs) {
    Instant now = ClockProducer.system().instant();
    List<CompletableFuture<?>> sent = new ArrayList<>();
    for (Job job : jobs) {
      sent.add(kafka.send(Records.toRecord(topic, kafka.codec.write(MessageType.JOB, job, now))));
    }
    sent.forEach(CompletableFuture::join);
  }

  /** How many records were ever sent. */
  private long sentTo(Topic topic) throws Exception {
    var partition = new TopicPartition(topic.name(), 0);
    try (var admin = Admin.create(kafka.settings.client())) {
      return admin
          .listOffsets(Map.of(partition, OffsetSpec.latest()))
          .partitionResult(partition)
          .get()
          .offset();
    }
  }

  private static void await(BooleanSupplier condition) {
    CompletableFuture<Void> never = new CompletableFuture<>();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      var _ = never.completeOnTimeout(null, 10, TimeUnit.MILLISECONDS).join();
      never = new CompletableFuture<>();
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }
}
