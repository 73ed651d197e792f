package io.vigie.runner.run;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** One timer that is set again and again. */
final class Alarm {

  private final ScheduledExecutorService timers;
  private volatile Optional<ScheduledFuture<?>> pending = Optional.empty();

  Alarm(ScheduledExecutorService timers) {
    this.timers = timers;
  }

  void set(Duration delay, Runnable action) {
    pending = Optional.of(timers.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS));
  }

  void cancel() {
    pending.ifPresent(timer -> timer.cancel(false));
  }
}
