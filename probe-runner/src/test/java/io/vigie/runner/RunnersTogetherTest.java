package io.vigie.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vigie.contract.check.Effect;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.job.Job;
import io.vigie.contract.job.RunId;
import io.vigie.contract.result.Outcome.Blind;
import io.vigie.contract.result.Outcome.Passed;
import io.vigie.contract.result.Result;
import io.vigie.contract.result.Result.Seer;
import io.vigie.contract.wire.MessageType;
import io.vigie.contract.wire.Topic;
import io.vigie.runner.kafka.Kafka;
import io.vigie.runner.run.Limits;
import io.vigie.runner.run.Sight;
import io.vigie.runtime.kafka.Records;
import io.vigie.runtime.time.ClockProducer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two runners of one location, on a real broker. */
class RunnersTogetherTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final int PLACES = 130;

  /** A fifth is kept for systems that hold few. */
  private static final int PLACES_OF_ONE_SYSTEM = PLACES - PLACES / 5;

  private final Kafka kafka = Kafka.shared();
  private final String location = "t-" + UUID.randomUUID().toString().substring(0, 8);
  private final BlockingQueue<Result> ended = new LinkedBlockingQueue<>();

  @ParameterizedTest
  @EnumSource
  void theJobsOfABlindRunnerAreTakenByAnotherAndNoTargetIsAccused(RunnerConfig.Jobs adapter)
      throws Exception {
    Eyes eyes = new Eyes();
    try (RunnerOnKafka blind = runner(adapter, "blind", eyes, _ -> Future.succeededFuture(false))) {
      eyes.close(blind);
      send(Topic.jobs(location), jobs("shop", 20));
      send(Topic.aloneJobs(location), jobs("lonely", 5));
      try (RunnerOnKafka sees = runner(adapter, "sees", _ -> Future.succeededFuture(true))) {
        assertThat(await(25)).allSatisfy(result -> isFineBy("sees", result));
        assertThat(blind.runner.held() + sees.runner.running()).isZero();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatARunnerHoldsWhenItBecomesBlindGoesToAnother(RunnerConfig.Jobs adapter) throws Exception {
    Eyes eyes = new Eyes();
    Instant later = now().plus(Duration.ofHours(1));
    try (RunnerOnKafka first = runner(adapter, "first", eyes, _ -> Future.succeededFuture(false))) {
      send(
          Topic.jobs(location),
          IntStream.range(0, 20).mapToObj(i -> job("shop", i, later)).toList());
      send(
          Topic.aloneJobs(location),
          IntStream.range(0, 5).mapToObj(i -> job("lonely", i, later)).toList());
      Soon.holds(() -> first.runner.held() == 25);

      try (RunnerOnKafka second = runner(adapter, "second", _ -> Future.succeededFuture(true))) {
        eyes.close(first);

        Soon.holds(() -> second.runner.held() == 25 && first.runner.held() == 0);
        assertThat(ended).isEmpty();
      }
    }
  }

  @Test
  void aRunnerThatSeesAgainTakesWhatMustBeAloneAgain() throws Exception {
    Eyes eyes = new Eyes();
    try (RunnerOnKafka only =
        runner(RunnerConfig.Jobs.SHARE_GROUP, "only", eyes, _ -> Future.succeededFuture(true))) {
      send(Topic.aloneJobs(location), jobs("lonely", 1));
      await(1);
      eyes.close(only);
      send(Topic.aloneJobs(location), jobs("blindly", 3));
      assertThat(ended.poll(1, TimeUnit.SECONDS)).isNull();

      eyes.open();

      assertThat(await(3)).allSatisfy(result -> isFineBy("only", result));
    }
  }

  @Test
  void aSystemWithAThousandSlowChecksDoesNotStarveAnother() throws Exception {
    Queue<Promise<Boolean>> slow = new ConcurrentLinkedQueue<>();
    Function<String, Future<Boolean>> look =
        text -> {
          Promise<Boolean> seen = Promise.promise();
          if (text.equals("slow")) {
            slow.add(seen);
          } else {
            seen.complete(true);
          }
          return seen.future();
        };
    try (RunnerOnKafka first = runner(RunnerConfig.Jobs.SHARE_GROUP, "first", look);
        RunnerOnKafka second = runner(RunnerConfig.Jobs.SHARE_GROUP, "second", look)) {
      send(Topic.jobs(location), jobs("slow", 1_000));
      // They run as far as there are places, wait as far as may be, and the rest is turned away.
      Soon.holds(
          () ->
              first.runner.held() + second.runner.held() + ended.size() >= 1_000
                  && first.runner.running() + second.runner.running() >= PLACES_OF_ONE_SYSTEM);
      send(Topic.jobs(location), jobs("quick", 40));

      long sent = System.nanoTime();
      Set<String> quick = new TreeSet<>();
      while (quick.size() < 40) {
        Result result = ended.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(result).as("after " + quick).isNotNull();
        if (result.item().system().equals("quick")) {
          assertThat(result.outcome()).isInstanceOf(Passed.class);
          quick.add(result.item().item());
        } else {
          // Those that would be too many to wait; none has failed, and none has ended.
          assertThat(result.outcome()).isInstanceOf(Blind.class);
        }
      }

      assertThat(first.runner.running() + second.runner.running())
          .as("no slow one has ended")
          .isGreaterThanOrEqualTo(PLACES_OF_ONE_SYSTEM);
      System.getLogger("fairness")
          .log(
              System.Logger.Level.INFO,
              "40 beside 1,000 took " + Duration.ofNanos(System.nanoTime() - sent));
      first.runner.stopTaking();
      second.runner.stopTaking();
      slow.forEach(seen -> seen.complete(true));
    }
  }

  @Test
  void whatMayLockOutRunsBesideNoProbeOfItsTargetOnAnyRunnerAndWhatLoadsBesideNoneThatLoads()
      throws Exception {
    Overlaps overlaps = new Overlaps();
    Function<String, Future<Boolean>> look = overlaps::look;
    try (RunnerOnKafka _ = runner(RunnerConfig.Jobs.SHARE_GROUP, "first", look);
        RunnerOnKafka _ = runner(RunnerConfig.Jobs.SHARE_GROUP, "second", look)) {
      List<Job> jobs = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        Effect effect =
            switch (i % 3) {
              case 0 -> Effect.MAY_LOCK_OUT;
              case 1 -> Effect.LOADS;
              default -> Effect.READ_ONLY;
            };
        jobs.add(job(effect.word(), "shop", i, now(), Optional.of(effect)));
      }
      send(Topic.aloneJobs(location), jobs);

      List<Result> results = await(60);

      assertThat(results).allSatisfy(r -> assertThat(r.outcome()).isInstanceOf(Passed.class));
      assertThat(results.stream().map(r -> r.seer().runner()).distinct()).hasSize(1);
      assertThat(overlaps.wrong).isEmpty();
      assertThat(overlaps.most).as("the others ran beside each other").hasValueGreaterThan(1);
    }
  }

  private static void isFineBy(String runner, Result result) {
    assertThat(result.outcome()).isInstanceOf(Passed.class);
    assertThat(result.seer().runner()).isEqualTo(runner);
  }

  /** The results of so many runs; none comes twice. */
  private List<Result> await(int count) throws InterruptedException {
    List<Result> results = new ArrayList<>();
    Set<RunId> runs = new java.util.HashSet<>();
    while (results.size() < count) {
      Result result = ended.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(result).as("result " + (results.size() + 1) + " of " + count).isNotNull();
      if (runs.add(result.run())) {
        results.add(result);
      }
    }
    return results;
  }

  private RunnerOnKafka runner(
      RunnerConfig.Jobs adapter, String name, Function<String, Future<Boolean>> look) {
    return runner(adapter, name, Sight.CLEAR, look);
  }

  private RunnerOnKafka runner(
      RunnerConfig.Jobs adapter, String name, Sight sight, Function<String, Future<Boolean>> look) {
    return new RunnerOnKafka(
        kafka,
        adapter,
        new Seer(name, location),
        Limits.fair(PLACES, Optional.of(PLACES), Map.of(), 2 * PLACES),
        sight,
        look,
        (_, result) -> ended.add(result));
  }

  private List<Job> jobs(String system, int count) {
    Instant due = now();
    return IntStream.range(0, count).mapToObj(i -> job(system, i, due)).toList();
  }

  private Job job(String system, int number, Instant due) {
    return job(system, system, number, due, Optional.empty());
  }

  private Job job(String text, String system, int number, Instant due, Optional<Effect> effect) {
    ItemId item = new ItemId(system, "production", "CH-" + number);
    ProbeOrder order =
        new ProbeOrder(
            "told",
            JsonNodeFactory.instance
                .objectNode()
                .put("text", text)
                .put("host", system + ".example"),
            List.of(),
            location,
            PATIENCE,
            List.of(),
            Optional.empty(),
            effect,
            Optional.empty());
    return new Job(RunId.of(item, due), item, "rev", order, due, due.plus(PATIENCE));
  }

  private void send(Topic topic, List<Job> jobs) {
    kafka.topics.ensure(List.of(topic, Topic.RESULTS));
    List<CompletableFuture<?>> sent = new ArrayList<>();
    for (Job job : jobs) {
      sent.add(kafka.send(Records.toRecord(topic, kafka.codec.write(MessageType.JOB, job, now()))));
    }
    sent.forEach(CompletableFuture::join);
  }

  private static Instant now() {
    return ClockProducer.system().instant();
  }

  /** Eyes that a test closes and opens. */
  private static final class Eyes implements Sight {
    private volatile Optional<Blind> blindness = Optional.empty();

    /** As the runner's own control probes do it. */
    void close(RunnerOnKafka runner) {
      blindness = Optional.of(new Blind("runner-blind", "all control probes fail"));
      runner.runner.handBack("this runner is blind");
    }

    void open() {
      blindness = Optional.empty();
    }

    @Override
    public Optional<Blind> blindness() {
      return blindness;
    }

    @Override
    public CompletionStage<Optional<Blind>> confirm() {
      return CompletableFuture.completedFuture(blindness);
    }
  }

  /** Looks for a while, and notes who was under way besides. */
  private static final class Overlaps {
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final List<String> underWay = new ArrayList<>();
    private final AtomicInteger most = new AtomicInteger();

    Future<Boolean> look(String effect) {
      Promise<Boolean> seen = Promise.promise();
      synchronized (underWay) {
        for (String other : underWay) {
          boolean locks = effect.equals("may-lock-out") || other.equals("may-lock-out");
          if (locks || (effect.equals("loads") && other.equals("loads"))) {
            wrong.add(effect + " beside " + other);
          }
        }
        underWay.add(effect);
        most.accumulateAndGet(underWay.size(), Math::max);
      }
      CompletableFuture.delayedExecutor(30, TimeUnit.MILLISECONDS)
          .execute(
              () -> {
                synchronized (underWay) {
                  underWay.remove(effect);
                }
                seen.complete(true);
              });
      return seen.future();
    }
  }

  /** Waits for what becomes true. */
  private static final class Soon {
    static void holds(java.util.function.BooleanSupplier condition) {
      long end = System.nanoTime() + PATIENCE.toNanos();
      CompletableFuture<Void> never = new CompletableFuture<>();
      while (!condition.getAsBoolean() && System.nanoTime() < end) {
        var _ = never.completeOnTimeout(null, 20, TimeUnit.MILLISECONDS).join();
        never = new CompletableFuture<>();
      }
      assertThat(condition.getAsBoolean()).isTrue();
    }
  }
}
