package io.vigie.runner.run;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Knows how long this process could not do anything: each event loop is asked for a sign of life
 * ten times a second, and the asking has to keep its time too. What stands still is a loop that is
 * blocked, a machine without a processor to spare, or a long collection of garbage. A machine that
 * gives its processors to others makes each step late, and none of them late enough to be seen: so
 * the loop also says how long it has waited for a processor. Thread-safe.
 */
final class Pulse {

  private static final Duration BEAT = Duration.ofMillis(100);

  /** So late is not worth remembering. */
  private static final long TOLERATED = Duration.ofMillis(30).toNanos();

  private static final int MOST_REMEMBERED = 256;

  private final Map<EventExecutor, Loop> loops = new HashMap<>();
  private final Heart timer = new Heart();
  private long nextBeat;

  Pulse(EventLoopGroup group, ScheduledExecutorService timers) {
    for (EventExecutor loop : group) {
      loops.put(loop, new Loop(loop));
    }
    nextBeat = System.nanoTime() + BEAT.toNanos();
    var _ =
        timers.scheduleAtFixedRate(
            this::beat, BEAT.toNanos(), BEAT.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void beat() {
    long now = System.nanoTime();
    timer.stoodStill(nextBeat, now);
    nextBeat = now + BEAT.toNanos();
    loops.values().forEach(loop -> loop.ask(now));
  }

  /**
   * How long a run could not go on, of the time since {@code start}: the process as a whole, or the
   * event loop that the run stays on. That others stood still is no loss of this run.
   */
  Duration stoodStillSince(long start, EventExecutor own) {
    long now = System.nanoTime();
    return Duration.ofNanos(Math.max(timer.lost(start, now), loops.get(own).lost(start, now)));
  }

  /**
   * The same, and how long the loop waited for a processor: what makes a measured time longer. It
   * says little of a limit that was passed, because a loop with many runs waits often and delays
   * each of them seldom.
   */
  Duration delayedSince(long start, EventExecutor own) {
    // A loop that waited for a processor answered late, too: that is one loss, not two.
    Duration waited = Duration.ofNanos(loops.get(own).waited(start, System.nanoTime()));
    Duration stoodStill = stoodStillSince(start, own);
    return waited.compareTo(stoodStill) > 0 ? waited : stoodStill;
  }

  /** So much of a time was lost, nobody knows at which moments of it. */
  private record Loss(long from, long to, long nanos) {

    static Loss whole(long from, long to) {
      return new Loss(from, to, to - from);
    }

    long within(long start, long end) {
      long common = Math.min(to, end) - Math.max(from, start);
      return common <= 0 ? 0 : Math.round(nanos * ((double) common / (to - from)));
    }
  }

  private static final class Losses {
    private final Deque<Loss> remembered = new ArrayDeque<>();

    void add(Loss loss) {
      remembered.add(loss);
      if (remembered.size() > MOST_REMEMBERED) {
        remembered.remove();
      }
    }

    long within(long start, long end) {
      return remembered.stream().mapToLong(loss -> loss.within(start, end)).sum();
    }
  }

  private static class Heart {
    private final Losses stalls = new Losses();

    synchronized void stoodStill(long from, long to) {
      if (to - from > TOLERATED) {
        stalls.add(Loss.whole(from, to));
      }
    }

    synchronized long lost(long start, long end) {
      return stalls.within(start, end);
    }
  }

  private static final class Loop extends Heart {
    private final EventExecutor loop;
    private final Losses waits = new Losses();
    private boolean asked;
    private long askedAt;
    private long answeredAt;
    private long waited;

    Loop(EventExecutor loop) {
      this.loop = loop;
    }

    synchronized void ask(long now) {
      if (!asked && !loop.isShuttingDown()) {
        asked = true;
        askedAt = now;
        loop.execute(this::answer);
      }
    }

    private synchronized void answer() {
      asked = false;
      long now = System.nanoTime();
      stoodStill(askedAt, now);
      long waitedNow = ProcessorWait.ofThisThread();
      if (answeredAt != 0 && waitedNow > waited) {
        waits.add(new Loss(answeredAt, now, waitedNow - waited));
      }
      answeredAt = now;
      waited = waitedNow;
    }

    @Override
    synchronized long lost(long start, long end) {
      long open =
          asked && end - askedAt > TOLERATED ? Loss.whole(askedAt, end).within(start, end) : 0;
      return open + super.lost(start, end);
    }

    synchronized long waited(long start, long end) {
      return waits.within(start, end);
    }
  }
}
