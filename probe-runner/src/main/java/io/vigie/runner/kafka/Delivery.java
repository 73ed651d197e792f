package io.vigie.runner.kafka;

import io.vigie.contract.job.Job;
import io.vigie.runner.kafka.JobLetters.Illegible;
import io.vigie.runner.kafka.JobLetters.Legible;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record on its way through this runner. Thread-safe. */
final class Delivery {

  private final ConsumerRecord<String, String> record;
  private final Optional<Instant> dueAt;
  private final CompletableFuture<Fate> settled = new CompletableFuture<>();

  /** What became of it. */
  enum Fate {
    OPEN,
    DONE,
    PUT_ASIDE,
    GIVEN_BACK
  }

  private Delivery(ConsumerRecord<String, String> record, Optional<Instant> dueAt) {
    this.record = record;
    this.dueAt = dueAt;
  }

  /** Hands a record over; {@code changed} runs when its fate is known. */
  static Delivery of(
      ConsumerRecord<String, String> record, JobLetters letters, JobTaker taker, Runnable changed) {
    switch (letters.open(record)) {
      case Legible(Job job) -> {
        Delivery delivery = new Delivery(record, Optional.of(job.dueAt()));
        delivery.follow(taken(taker, job), Fate.DONE, changed);
        return delivery;
      }
      case Illegible(String reason) -> {
        Delivery delivery = new Delivery(record, Optional.empty());
        delivery.follow(letters.putAside(record, reason), Fate.PUT_ASIDE, changed);
        return delivery;
      }
    }
  }

  private static CompletionStage<?> taken(JobTaker taker, Job job) {
    try {
      return taker.take(job);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private void follow(CompletionStage<?> work, Fate success, Runnable changed) {
    // The stage that is returned only repeats what the callback has dealt with.
    var _ =
        work.whenComplete(
            (_, failure) -> {
              settled.complete(failure == null ? success : Fate.GIVEN_BACK);
              changed.run();
            });
  }

  ConsumerRecord<String, String> record() {
    return record;
  }

  /** When the job is due; nothing for what could not be read. */
  Optional<Instant> dueAt() {
    return dueAt;
  }

  Fate fate() {
    return settled.getNow(Fate.OPEN);
  }

  /** Completes with its fate. */
  CompletableFuture<Fate> settled() {
    return settled;
  }
}
