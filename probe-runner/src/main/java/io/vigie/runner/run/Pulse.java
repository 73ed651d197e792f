package io.vigie.runner.run;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
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

  private final List<Heart> loops = new ArrayList<>();
  private final Heart timer = new Heart();
  private long nextBeat;

  Pulse(EventLoopGroup group, ScheduledExecutorService timers) {
    for (EventExecutor loop : group) {
      loops.add(new Loop(loop));
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
    for (Heart loop : loops) {
      loop.ask(now);
    }
  }

  /** The longest that anything stood still, of the time since {@code start}. */
  Duration lostSince(long start) {
    long now = System.nanoTime();
    long lost = timer.lost(start, now);
    for (Heart loop : loops) {
      lost = Math.max(lost, loop.lost(start, now));
    }
    return Duration.ofNanos(lost);
  }

  private record Stall(long from, long to) {

    long within(long start, long end) {
      return Math.max(0, Math.min(to, end) - Math.max(from, start));
    }
  }

  private static class Heart {
    private final Deque<Stall> stalls = new ArrayDeque<>();

    void ask(long now) {
      // Only loops are asked.
    }

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

    @Override
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
