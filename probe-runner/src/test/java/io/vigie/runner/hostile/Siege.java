package io.vigie.runner.hostile;

import io.vigie.contract.result.Result;
import io.vigie.runner.run.Trace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A runner that looks at many hostile targets at once, again and again, and counts: wrong verdicts,
 * deadlines that were missed, memory, threads and files that did not come back.
 */
final class Siege {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Duration GRACE = Duration.ofSeconds(1);
  private static final long HEAP_GROWTH = 32L << 20;
  private static final int FILES_MORE = 8;
  private static final int THREADS_MORE = 8;

  /** What is said of a run for which this machine had no time: that it was so. */
  private static final String BUSY = "blind runner-overloaded";

  private final List<Villain> villains;
  private final Prober prober =
      Prober.reaching("public", "loopback").name("localhost", "127.0.0.1");
  private final Map<String, LongAdder> wrong = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> seen = new ConcurrentHashMap<>();
  private final LongAdder runs = new LongAdder();
  private final LongAdder busy = new LongAdder();
  private final LongAdder excused = new LongAdder();
  private final LongAdder late = new LongAdder();
  private final AtomicLong longest = new AtomicLong();

  private Siege(List<Villain> villains) {
    this.villains = villains;
  }

  /** Arguments: how many at once, and for how many seconds. Villains come on the standard input. */
  public static void main(String[] arguments) throws Exception {
    int atOnce = Integer.parseInt(arguments[0]);
    Duration time = Duration.ofSeconds(Long.parseLong(arguments[1]));
    Siege siege = new Siege(told());
    List<String> complaints = siege.endure(atOnce, time);
    siege.report(atOnce, time);
    complaints.forEach(complaint -> say("WRONG " + complaint));
    System.exit(complaints.isEmpty() ? 0 : 1);
  }

  private static List<Villain> told() throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    List<Villain> villains = new ArrayList<>();
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      villains.add(Villain.parse(line));
    }
    return villains;
  }

  private List<String> endure(int atOnce, Duration time) throws Exception {
    assail(villains.size(), TIMEOUT.dividedBy(2));
    Held before = Held.now();
    forget();
    assail(atOnce, time);
    Held after = Held.now();
    say("%s before, %s after".formatted(before, after));
    List<String> complaints = new ArrayList<>();
    wrong.forEach((what, times) -> complaints.add("verdict: " + what + ", " + times + " times"));
    if (late.sum() > 0) {
      complaints.add(late + " runs ended more than " + GRACE + " after their deadline");
    }
    complaints.addAll(after.beyond(before));
    if (prober.runner.held() > 0) {
      complaints.add(prober.runner.held() + " runs never ended");
    }
    return complaints;
  }

  private void forget() {
    wrong.clear();
    runs.reset();
    busy.reset();
    excused.reset();
    late.reset();
    longest.set(0);
  }

  /** Everybody at once, and again as soon as the slowest must have been given up. */
  private void assail(int atOnce, Duration time) throws InterruptedException {
    long until = System.nanoTime() + time.toNanos();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < atOnce; i++) {
        int first = i;
        threads.execute(
            () -> {
              for (int turn = first; System.nanoTime() < until; turn += atOnce) {
                long next = System.nanoTime() + TIMEOUT.toNanos();
                look(villains.get(turn % villains.size()));
                LockSupport.parkNanos(Math.min(next, until) - System.nanoTime());
              }
            });
      }
      threads.shutdown();
      if (!threads.awaitTermination(time.toSeconds() + 30, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    }
  }

  private void look(Villain villain) {
    long startedAt = System.nanoTime();
    Result result =
        prober
            .look(villain.kind(), villain.settings(), TIMEOUT, Trace.NONE)
            .toCompletableFuture()
            .join();
    long took = System.nanoTime() - startedAt;
    String verdict = Prober.verdict(result);
    runs.increment();
    longest.accumulateAndGet(took, Math::max);
    boolean isLate = took > TIMEOUT.plus(GRACE).toNanos();
    boolean isRight = villain.verdicts().contains(verdict);
    boolean timedOut = verdict.contains("timeout") || verdict.contains("timed-out");
    if (verdict.equals(BUSY)) {
      busy.increment();
      return;
    } else if ((isLate || (timedOut && !isRight)) && isOverloaded()) {
      // A target that is given no processor is late, whatever else it is.
      excused.increment();
      return;
    }
    if (isLate) {
      late.increment();
    }
    if (!isRight) {
      String what = villain.name() + ": " + verdict + " (" + result.outcome().summary() + ")";
      wrong.computeIfAbsent(what, _ -> new LongAdder()).increment();
    }
    seen.computeIfAbsent(villain.name() + ": " + verdict, _ -> new LongAdder()).increment();
  }

  /** Much more is to be done on this machine than it can do. */
  private static boolean isOverloaded() {
    try {
      String load = Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
      return Double.parseDouble(load) > 1.5 * Runtime.getRuntime().availableProcessors();
    } catch (IOException e) {
      return false;
    }
  }

  private void report(int atOnce, Duration time) {
    new TreeMap<>(seen).forEach((what, times) -> say("  %-60s %6d".formatted(what, times.sum())));
    say(
        String.format(
            Locale.ROOT,
            "%d sorts, %d at once for %d s: %d runs, %d wrong, %d late, longest %.2f s of %.1f s,"
                + " too busy to say %d, excused by the load of the machine %d",
            villains.size(),
            atOnce,
            time.toSeconds(),
            runs.sum(),
            wrong.values().stream().mapToLong(LongAdder::sum).sum(),
            late.sum(),
            longest.get() / 1e9,
            TIMEOUT.toMillis() / 1e3,
            busy.sum(),
            excused.sum()));
  }

  private static void say(String line) {
    System.out.println(line);
  }

  /** What this process holds. */
  private record Held(long heap, int threads, long files) {

    static Held now() throws Exception {
      long least = Long.MAX_VALUE;
      for (int i = 0; i < 6; i++) {
        System.gc();
        LockSupport.parkNanos(250_000_000);
        Runtime runtime = Runtime.getRuntime();
        least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
      }
      return new Held(least, Thread.getAllStackTraces().size(), openFiles());
    }

    private static long openFiles() throws IOException {
      try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
        return files.count();
      }
    }

    List<String> beyond(Held before) {
      List<String> complaints = new ArrayList<>();
      if (heap > before.heap + HEAP_GROWTH) {
        complaints.add("heap has grown from %s to %s".formatted(before, this));
      }
      if (threads > before.threads + THREADS_MORE) {
        complaints.add("threads have grown from %s to %s".formatted(before, this));
      }
      if (files > before.files + FILES_MORE) {
        complaints.add("open files have grown from %s to %s".formatted(before, this));
      }
      return complaints;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "%.1f MiB heap, %d threads, %d files", heap / 1048576.0, threads, files);
    }
  }
}
