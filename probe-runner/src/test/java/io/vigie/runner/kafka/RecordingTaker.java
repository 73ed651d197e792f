package io.vigie.runner.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.job.Job;
import io.vigie.contract.job.RunId;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Takes jobs, remembers them, and ends those at once that it is not told to keep. */
final class RecordingTaker implements JobTaker {

  private final int capacity;
  private final Predicate<Job> keep;
  private final BlockingQueue<Job> taken = new LinkedBlockingQueue<>();
  private final Map<RunId, CompletableFuture<Boolean>> kept = new ConcurrentHashMap<>();
  private volatile int most;

  RecordingTaker(int capacity, Predicate<Job> keep) {
    this.capacity = capacity;
    this.keep = keep;
  }

  static RecordingTaker endingAll() {
    return new RecordingTaker(1_000, _ -> false);
  }

  @Override
  public int room() {
    return capacity - kept.size();
  }

  @Override
  public CompletionStage<Boolean> take(Job job) {
    CompletableFuture<Boolean> end = new CompletableFuture<>();
    if (keep.test(job)) {
      kept.put(job.run(), end);
    } else {
      end.complete(true);
    }
    synchronized (this) {
      most = Math.max(most, kept.size());
    }
    taken.add(job);
    return end;
  }

  void endKept() {
    for (RunId run : Set.copyOf(kept.keySet())) {
      kept.remove(run).complete(true);
    }
  }

  void failKept(RuntimeException failure) {
    for (RunId run : Set.copyOf(kept.keySet())) {
      kept.remove(run).completeExceptionally(failure);
    }
  }

  /** The most jobs that were kept at once. */
  int most() {
    return most;
  }

  /** Waits until so many different items have been taken. */
  Set<String> awaitItems(int count, Duration patience) {
    Set<String> items = new TreeSet<>();
    long end = System.nanoTime() + patience.toNanos();
    while (items.size() < count && System.nanoTime() < end) {
      Job job = next(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
      if (job != null) {
        items.add(job.item().item());
      }
    }
    assertThat(items).as("items taken within " + patience).hasSize(count);
    return items;
  }

  /** The next job, or null when there is none in time. */
  Job next(Duration patience) {
    try {
      return taken.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
