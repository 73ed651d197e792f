package io.vigie.probe.burst;

import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vigie.probe.net.Attempt;
import io.vigie.probe.net.Trouble.Broken;
import io.vigie.probe.net.Trouble.Ours;
import io.vigie.probe.settings.DurationText;
import io.vigie.probe.web.Web;
import io.vigie.probe.web.WebRequest;
import io.vigie.probe.web.WebResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Sends a request many times, each on a connection of its own. What the target does is counted;
 * what is our own trouble ends it. Confined to the event loop of its attempt.
 */
public final class Burst {

  private final Attempt attempt;
  private final Web web;
  private final WebRequest request;
  private final BurstPlan plan;
  private final LoadLimits limits;
  private final Tally tally;
  private final Promise<Tally> ended = Promise.promise();
  private final long begun = System.nanoTime();
  private int underWay;
  private boolean waiting;

  private Burst(Attempt attempt, Web web, WebRequest request, BurstPlan plan) {
    this.attempt = attempt;
    this.web = web;
    this.request = request;
    this.plan = plan;
    this.limits = LoadLimits.of(attempt.context());
    this.tally = new Tally(plan);
  }

  /** Fails at once where this runner does not send so much. */
  public static Future<Tally> send(Attempt attempt, Web web, WebRequest request, BurstPlan plan) {
    LoadLimits.of(attempt.context()).require(plan.requests(), plan.concurrency());
    Burst burst = new Burst(attempt, web, request, plan);
    attempt.progress(burst::progress);
    ScheduledFuture<?> limit = burst.later(burst.limits.maxDuration(), burst::tooLong);
    burst.ended.future().onComplete(_ -> limit.cancel(false));
    burst.goOn();
    return burst.ended.future();
  }

  private String progress() {
    return tally.done() + " of " + plan.requests() + " requests had ended";
  }

  private void tooLong() {
    ended.tryFail(limits.tooLong(progress()));
  }

  private boolean isOver() {
    return attempt.hasEnded() || ended.future().isComplete();
  }

  private void goOn() {
    while (!isOver()
        && !waiting
        && underWay < plan.concurrency()
        && tally.sent() < plan.requests()) {
      long early = plan.dueNanos((int) tally.sent()) - (System.nanoTime() - begun);
      if (early > 0) {
        waiting = true;
        var _ = later(Duration.ofNanos(early), this::due);
      } else {
        sendOne();
      }
    }
    if (tally.done() == plan.requests()) {
      tally.ended(Duration.ofNanos(System.nanoTime() - begun));
      ended.tryComplete(tally);
    }
  }

  private void due() {
    waiting = false;
    goOn();
  }

  private void sendOne() {
    int number = tally.begin();
    underWay++;
    long from = System.nanoTime();
    Promise<WebResponse> answer = Promise.promise();
    web.sendAside(request).onSuccess(answer::tryComplete).onFailure(answer::tryFail);
    ScheduledFuture<?> limit = later(plan.patience(), () -> answer.tryFail(unanswered()));
    answer
        .future()
        .onComplete(_ -> limit.cancel(false))
        .onSuccess(response -> tally.answered(number, response, since(from)))
        .onFailure(cause -> failed(number, cause))
        .onComplete(_ -> attempt.loop().execute(this::oneLess));
  }

  private void oneLess() {
    underWay--;
    goOn();
  }

  private Broken unanswered() {
    return new Broken(
        "no-answer",
        "must be answered within " + DurationText.print(plan.patience()) + ", was not");
  }

  private void failed(int number, Throwable cause) {
    switch (cause) {
      case Broken broken -> tally.broken(number, broken);
      case Ours ours -> ended.tryFail(ours);
      default -> ended.tryFail(cause);
    }
  }

  private static Duration since(long from) {
    return Duration.ofNanos(System.nanoTime() - from);
  }

  private ScheduledFuture<?> later(Duration after, Runnable task) {
    return attempt.loop().schedule(() -> unlessOver(task), after.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void unlessOver(Runnable task) {
    if (!isOver()) {
      task.run();
    }
  }
}
