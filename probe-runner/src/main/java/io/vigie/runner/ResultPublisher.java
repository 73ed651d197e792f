package io.vigie.runner;

import io.vigie.contract.job.Cause;
import io.vigie.contract.job.Job;
import io.vigie.contract.job.RunId;
import io.vigie.contract.result.Outcome.Passed;
import io.vigie.contract.result.Result;
import io.vigie.contract.wire.MessageType;
import io.vigie.contract.wire.Topic;
import io.vigie.contract.wire.WireCodec;
import io.vigie.runner.kafka.JobTaker;
import io.vigie.runner.run.JobRunner;
import io.vigie.runtime.kafka.Producers;
import io.vigie.runtime.kafka.Records;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Runs jobs and publishes their results; a job is done when its result is in Kafka. A job that is
 * delivered again while it runs is not run twice. Thread-safe.
 */
final class ResultPublisher implements JobTaker {

  /** Jobs come a second or more ahead of their time, so many more are held than run at once. */
  private static final int HELD_PER_RUN = 4;

  private final JobRunner runner;
  private final Producers producers;
  private final WireCodec codec;
  private final InstantSource clock;
  private final Map<RunId, CompletableFuture<RecordMetadata>> open = new ConcurrentHashMap<>();

  ResultPublisher(JobRunner runner, Producers producers, WireCodec codec, InstantSource clock) {
    this.runner = runner;
    this.producers = producers;
    this.codec = codec;
    this.clock = clock;
  }

  @Override
  public int room() {
    return runner.isBlind() ? 0 : capacity(runner) - runner.held();
  }

  @Override
  public boolean isWilling() {
    return !runner.isBlind();
  }

  /** How many jobs a runner may hold. */
  static int capacity(JobRunner runner) {
    return runner.maxConcurrent() * HELD_PER_RUN;
  }

  /** How many urgent jobs a runner may hold beside these, and how many that must be alone. */
  static int urgentCapacity(JobRunner runner) {
    return runner.maxConcurrent();
  }

  /** Takes jobs for which there is room of their own, however many others are held. */
  JobTaker apart() {
    AtomicInteger held = new AtomicInteger();
    return new JobTaker() {
      @Override
      public int room() {
        return runner.isBlind() ? 0 : urgentCapacity(runner) - held.get();
      }

      @Override
      public boolean isWilling() {
        return !runner.isBlind();
      }

      @Override
      public CompletionStage<RecordMetadata> take(Job job) {
        held.incrementAndGet();
        return ResultPublisher.this.take(job).whenComplete((_, _) -> held.decrementAndGet());
      }
    };
  }

  @Override
  public CompletionStage<RecordMetadata> take(Job job) {
    CompletableFuture<RecordMetadata> mine = new CompletableFuture<>();
    CompletableFuture<RecordMetadata> before = open.putIfAbsent(job.run(), mine);
    if (before != null) {
      return before;
    }
    var _ =
        runner
            .run(job)
            .thenCompose(result -> publish(job, result))
            .whenComplete(
                (sent, failure) -> {
                  open.remove(job.run());
                  if (failure == null) {
                    mine.complete(sent);
                  } else {
                    mine.completeExceptionally(failure);
                  }
                });
    return mine;
  }

  /**
   * That all is well as before can wait a little; anything else, and what was asked for, cannot.
   */
  private CompletionStage<RecordMetadata> publish(Job job, Result result) {
    ProducerRecord<String, String> record =
        Records.toRecord(Topic.RESULTS, codec.write(MessageType.RESULT, result, clock.instant()));
    boolean asked = job.cause().orElse(Cause.SCHEDULE) != Cause.SCHEDULE;
    return result.outcome() instanceof Passed && !asked
        ? producers.sendGathered(record)
        : producers.send(record);
  }
}
