package io.vigie.runner.run;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.impl.VertxInternal;
import io.vigie.contract.job.Job;
import io.vigie.contract.result.Evidence;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Outcome.Blind;
import io.vigie.contract.result.Outcome.Missed;
import io.vigie.contract.result.Result;
import io.vigie.probe.Observation;
import io.vigie.runner.secret.Redactor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The life of one run. Whoever comes first ends it: the kind, the deadline, the end of the job's
 * time, or the stop of the runner.
 *
 * <pre>
 * WAITING (due time, then a slot) ── start ──▶ RUNNING ── kind, or deadline + grace ──▶ ENDED
 *    └───────────────────── too late, stopped ─────────────────────────────────────────▶ ENDED
 * </pre>
 */
final class Run {

  /** So long a kind may take to say what it was doing when its connections were closed. */
  private static final Duration GRACE = Duration.ofMillis(300);

  /**
   * When this runner's own lateness took more than a quarter of the limit, and more than this, a
   * timeout is no proof against the target.
   */
  private static final Duration LATENESS = Duration.ofMillis(500);

  private final JobRunner runner;
  private final Job job;
  private final Trace trace;
  private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
  private final CompletableFuture<Result> result = new CompletableFuture<>();
  private final Runnable entry = this::start;
  private final Alarm dueTime = new Alarm();
  private final Alarm lastCall = new Alarm();
  private final Alarm deadline = new Alarm();
  private volatile boolean expired;
  private volatile boolean saturated;
  private volatile boolean loopAnswers;
  private Instant startedAt = Instant.EPOCH;
  private long startNanos;
  private RunContext context;
  private Order<?> order;

  private enum State {
    WAITING,
    RUNNING,
    ENDED
  }

  Run(JobRunner runner, Job job, Trace trace) {
    this.runner = runner;
    this.job = job;
    this.trace = trace;
  }

  CompletableFuture<Result> result() {
    return result;
  }

  /** Begins to wait for the due time. */
  void await() {
    Instant now = runner.now();
    if (now.isAfter(job.notAfter())) {
      miss("it was taken " + late(now) + " after its due time");
      return;
    }
    readAhead();
    dueTime.set(runner, Duration.between(now, job.dueAt()), this::due);
  }

  /** Compiling expectations takes long: not on an event loop, and not when the job is due. */
  private void readAhead() {
    try {
      order = runner.orders().read(job.probe());
    } catch (Throwable e) {
      // The order is read again when the run begins, which then ends with the reason.
      return;
    }
  }

  private void due() {
    if (state.get() != State.WAITING) {
      return;
    }
    lastCall.set(runner, Duration.between(runner.now(), job.notAfter()), this::tooLate);
    runner.slots().enter(entry);
  }

  private void tooLate() {
    runner.slots().withdraw(entry);
    miss("this runner was at its limit of " + runner.slots().limit() + " runs at once");
  }

  /** Gives the job up unless it is running already. */
  void handBack() {
    if (state.compareAndSet(State.WAITING, State.ENDED)) {
      dueTime.cancel();
      lastCall.cancel();
      runner.slots().withdraw(entry);
      runner.forget(this);
      result.completeExceptionally(new HandedBack("run " + job.run() + ": this runner stops"));
    }
  }

  private void start() {
    if (!state.compareAndSet(State.WAITING, State.RUNNING)) {
      runner.slots().leave();
      return;
    }
    lastCall.cancel();
    startedAt = runner.now();
    startNanos = System.nanoTime();
    trace.happened(new Trace.Started(Duration.between(job.dueAt(), startedAt)));
    Context eventLoop = ((VertxInternal) runner.surroundings().vertx()).createEventLoopContext();
    long end = startNanos + job.probe().timeout().toNanos();
    context = new RunContext(runner.surroundings(), eventLoop, trace, startedAt, end);
    deadline.set(runner, job.probe().timeout(), () -> expire(eventLoop, end));
    eventLoop.exceptionHandler(fault -> end(broken(fault)));
    eventLoop.runOnContext(_ -> look());
  }

  private void look() {
    noticeLateness(startNanos);
    try {
      if (order == null) {
        order = runner.orders().read(job.probe());
      }
      Future<Observation> seen = order.observe(context);
      seen.onComplete(this::seen);
    } catch (Order.Unreadable e) {
      end(new Judgement(new Blind(e.code(), e.getMessage()), Evidence.NONE));
    } catch (Throwable e) {
      end(broken(e));
    }
  }

  /**
   * Judges on a thread of its own, because an event loop has other runs to serve. What was seen in
   * time is in time, however long its judgement takes, which has limits of its own.
   */
  private void seen(AsyncResult<Observation> seen) {
    deadline.cancel();
    Thread.startVirtualThread(() -> judge(seen));
  }

  private void judge(AsyncResult<Observation> seen) {
    try {
      if (seen.succeeded()) {
        Judgement judgement = Judgement.of(seen.result(), order.expectations());
        trace(seen.result(), judgement);
        end(judgement);
      } else {
        end(broken(seen.cause()));
      }
    } catch (Throwable e) {
      end(broken(e));
    }
  }

  /** Whatever a kind throws, an Error too, is our fault: uncaught, it would pass for a timeout. */
  private Judgement broken(Throwable fault) {
    if (context.blindness().isEmpty() && !expired) {
      runner.reportFault(job, fault);
    }
    return Judgement.internalError(job.probe().kind(), fault);
  }

  private void expire(Context eventLoop, long end) {
    if (state.get() != State.RUNNING) {
      return;
    }
    noticeLateness(end);
    expired = true;
    context.end();
    eventLoop.runOnContext(_ -> loopAnswers = true);
    deadline.set(runner, GRACE, this::giveUp);
  }

  private void giveUp() {
    if (!loopAnswers) {
      saturated = true;
    }
    end(
        context.heldConnections()
            ? Judgement.silent(job.probe().timeout())
            : Judgement.stuck(job.probe().kind()));
  }

  private void noticeLateness(long planned) {
    long allowed = Math.max(LATENESS.toNanos(), job.probe().timeout().toNanos() / 4);
    if (System.nanoTime() - planned > allowed) {
      saturated = true;
    }
  }

  private void end(Judgement judged) {
    if (!state.compareAndSet(State.RUNNING, State.ENDED)) {
      return;
    }
    deadline.cancel();
    Duration took = Duration.ofNanos(System.nanoTime() - startNanos);
    context.end();
    Judgement fair = fair(judged);
    runner.slots().leave();
    publish(fair, took, context.redactor());
  }

  /** Nothing that is our fault may be held against the target. */
  private Judgement fair(Judgement judged) {
    if (!expired) {
      return judged.unlessBlind(context.blindness());
    }
    Duration limit = job.probe().timeout();
    if (saturated) {
      return new Judgement(
          new Blind("runner-saturated", "this runner was too busy to keep its own time"),
          judged.evidence());
    }
    Optional<Blind> unresolved =
        context.resolving().map(host -> new Blind("resolver", notResolved(host, limit)));
    return judged.afterDeadline(limit).unlessBlind(context.blindness().or(() -> unresolved));
  }

  private static String notResolved(String host, Duration limit) {
    return "resolving " + host + " did not end within " + Judgement.text(limit);
  }

  private void miss(String why) {
    if (state.compareAndSet(State.WAITING, State.ENDED)) {
      startedAt = runner.now();
      Outcome outcome =
          new Missed(
              "missed: "
                  + why
                  + ", must start within "
                  + Judgement.text(Duration.between(job.dueAt(), job.notAfter())));
      publish(new Judgement(outcome, Evidence.NONE), Duration.ZERO, Redactor.of(List.of()));
    }
  }

  private void publish(Judgement judgement, Duration took, Redactor redactor) {
    EvidenceBounds bounds = new EvidenceBounds(redactor);
    Outcome outcome = bounds.applyTo(judgement.outcome());
    Evidence evidence = bounds.applyTo(judgement.evidence());
    Result ended =
        new Result(
            job.run(),
            job.item(),
            job.revision(),
            job.dueAt(),
            startedAt,
            took,
            runner.seer(),
            outcome,
            evidence);
    trace.happened(new Trace.Ended(outcome, took));
    runner.ended(this, job, ended);
    result.complete(ended);
  }

  private void trace(Observation observation, Judgement judgement) {
    if (trace.equals(Trace.NONE)) {
      return;
    }
    EvidenceBounds bounds = new EvidenceBounds(context.redactor());
    trace.happened(new Trace.Looked(bounds.applyTo(observation.evidence()).phases()));
    if (observation instanceof Observation.Seen) {
      for (String expression : order.expectations().expressions()) {
        trace.happened(
            new Trace.Expected(expression, judgement.found(expression).map(bounds::line)));
      }
    }
  }

  private String late(Instant now) {
    return Judgement.text(Duration.between(job.dueAt(), now));
  }

  /** One timer of a run. */
  private static final class Alarm {
    private volatile Optional<ScheduledFuture<?>> pending = Optional.empty();

    void set(JobRunner runner, Duration delay, Runnable action) {
      pending =
          Optional.of(runner.timers().schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS));
    }

    void cancel() {
      pending.ifPresent(timer -> timer.cancel(false));
    }
  }
}
