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
 * blocked, a machine without a processor to spare, or a long collection of garbage. Thread-safe.
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
  Duration lostSince(long start, EventExecutor own) {
    long now = System.nanoTime();
    return Duration.ofNanos(Math.max(timer.lost(start, now), loops.get(own).lost(start, now)));
  }

  private record Stall(long from, long to) {

    long within(long start, long end) {
      return Math.max(0, Math.min(to, end) - Math.max(from, start));
    }
  }

  private static class Heart {
    private final Deque<Stall> stalls = new ArrayDeque<>();

    synchronized void stoodStill(long from, long to) {
      if (to - from > TOLERATED) {
        stalls.add(new Stall(from, to));
        if (stalls.size() > MOST_REMEMBERED) {
          stalls.remove();
        }
      }
    }

    synchronized long lost(long start, long end) {
      long lost = 0;
      for (Stall stall : stalls) {
        lost += stall.within(start, end);
      }
      return lost;
    }
  }

  private static final class Loop extends Heart {
    private final EventExecutor loop;
    private boolean asked;
    private long askedAt;

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
      stoodStill(askedAt, System.nanoTime());
    }

    @Override
    synchronized long lost(long start, long end) {
      long open =
          asked && end - askedAt > TOLERATED ? new Stall(askedAt, end).within(start, end) : 0;
      return open + super.lost(start, end);
    }
  }
}
