package io.vigie.alert.simulation;

import static java.util.concurrent.CompletableFuture.runAsync;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Many histories, one for each seed from some on, as many at once as there are processors. */
final class Histories {

  private Histories() {}

  /** The first seed that breaks a promise. */
  static OptionalLong firstBroken(long from, long count, Supplier<Flaw> flaw) {
    AtomicLong next = new AtomicLong(from);
    AtomicLong broken = new AtomicLong(Long.MAX_VALUE);
    int workers = Runtime.getRuntime().availableProcessors();
    // Virtual, because a strand is handed over to without the operating system.
    try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Void>> done =
          IntStream.range(0, workers)
              .mapToObj(_ -> runAsync(() -> work(next, from + count, broken, flaw), all))
              .toList();
      done.forEach(CompletableFuture::join);
    }
    return broken.get() == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(broken.get());
  }

  private static void work(AtomicLong next, long end, AtomicLong broken, Supplier<Flaw> flaw) {
    long seed = next.getAndIncrement();
    while (seed < end && seed < broken.get()) {
      if (!SimulatedHistory.broken(seed, flaw).isEmpty()) {
        broken.accumulateAndGet(seed, Math::min);
      }
      seed = next.getAndIncrement();
    }
  }
}
