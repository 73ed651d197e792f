package io.vigie.probe.scenario;

import io.vertx.core.Future;
import io.vigie.probe.ProbeContext;
import io.vigie.probe.net.Attempt;
import io.vigie.probe.net.Trouble.Broken;
import io.vigie.probe.net.Trouble.Ours;
import io.vigie.probe.settings.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The time of a run: part of it belongs to the steps, the rest to the clean-up, and a little is
 * kept to tell about it. Confined to the thread that plays the steps.
 */
final class Pace {

  private final ProbeContext context;
  private final Attempt attempt;
  private final CompletableFuture<Void> over = new CompletableFuture<>();
  private final long startedAt = System.nanoTime();
  private final Duration limit;
  private final Duration whole;
  private Duration allowed;
  private Duration patience;

  Pace(ProbeContext context, Attempt attempt, boolean tidies, Optional<Duration> reserve) {
    this.context = context;
    this.attempt = attempt;
    this.limit = context.remaining();
    this.patience = limit;
    Duration margin = limit.dividedBy(10);
    this.whole = limit.minus(margin.toMillis() > 250 ? Duration.ofMillis(250) : margin);
    Duration kept = reserve.orElse(limit.dividedBy(4));
    Duration most = limit.dividedBy(2);
    this.allowed = tidies ? whole.minus(kept.compareTo(most) > 0 ? most : kept) : whole;
    context.closeAtDeadline(() -> over.complete(null));
  }

  /** From now on the time of the clean-up. */
  void tidyUp() {
    allowed = whole;
  }

  Duration left() {
    Duration left = allowed.minus(elapsed());
    return left.isNegative() ? Duration.ZERO : left;
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startedAt);
  }

  /** The time by the runner's clock. */
  Instant now() {
    return context.startedAt().plus(elapsed());
  }

  /** Waits for {@code time}; fails where there is not so much. */
  void pause(Duration time) {
    if (time.compareTo(left()) > 0) {
      throw timedOut();
    }
    try {
      over.get(time.toNanos(), TimeUnit.NANOSECONDS);
      throw new Ours("ended", "the run has ended");
    } catch (TimeoutException e) {
      // It has passed.
      return;
    } catch (InterruptedException e) {
      throw interrupted();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits for one answer no longer than this from now on. */
  void patience(Duration most) {
    patience = most;
  }

  /** Waits for each answer as long as there is time. */
  void patient() {
    patience = limit;
  }

  /** What comes of something that is begun on the event loop. */
  <T> T await(Supplier<Future<T>> begun) {
    CompletableFuture<T> done = new CompletableFuture<>();
    Duration most = patience.compareTo(left()) < 0 ? patience : left();
    try {
      attempt
          .loop()
          .execute(
              () ->
                  Future.succeededFuture()
                      .compose(_ -> begun.get())
                      .onComplete(done::complete, done::completeExceptionally));
      return done.get(most.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw left().isZero()
          ? timedOut()
          : new Broken("timeout", "no answer within " + DurationText.print(patience));
    } catch (InterruptedException e) {
      throw interrupted();
    } catch (RejectedExecutionException e) {
      throw new Ours("ended", "the runner stops");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException trouble
          ? trouble
          : new IllegalStateException(e.getCause());
    }
  }

  private Setback timedOut() {
    String reserved = allowed.equals(whole) ? "" : ", the rest is kept for the clean-up";
    return new Setback(
        "timeout", "timed out after " + DurationText.print(rounded(allowed)) + reserved);
  }

  private static Duration rounded(Duration time) {
    return Duration.ofMillis(Math.ceilDiv(time.toMillis(), 10) * 10);
  }

  private static Ours interrupted() {
    Thread.currentThread().interrupt();
    return new Ours("ended", "the runner stops");
  }
}
