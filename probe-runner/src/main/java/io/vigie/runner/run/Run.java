package io.vigie.runner.run;

import io.vigie.contract.job.Job;
import io.vigie.contract.result.Evidence;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Outcome.Blind;
import io.vigie.contract.result.Outcome.Missed;
import io.vigie.contract.result.Result;
import io.vigie.probe.gauge.Gauge;
import io.vigie.runner.run.Admission.Entrant;
import io.vigie.runner.run.Admission.Wait;
import io.vigie.runner.secret.Redactor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The life of one run. Whoever comes first ends it: its last attempt, the end of the job's time, or
 * the stop of the runner.
 *
 * <pre>
 * WAITING (due time, its turn, a slot) ── start ──▶ RUNNING ── passed, blind, last attempt ──▶ ENDED
 *    │                                     ▲           │ failed, and there is another attempt
 *    │                                     └─ PAUSING ◀┘
 *    └──── too late, stopped ──────────────────▼───────────────────────────────────────────▶ ENDED
 * </pre>
 *
 * <p>The timeout of the order is the limit of one attempt. The last moment at which an attempt may
 * begin is the job's {@code notAfter}, for the first as for the others: a run ends within its
 * timeout after that. While it pauses it holds no slot.
 */
final class Run {

  private final JobRunner runner;
  private final Job job;
  private final Trace trace;
  private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
  private final CompletableFuture<Result> result = new CompletableFuture<>();
  private final AtomicBoolean hasTurn = new AtomicBoolean();
  private final List<String> earlier = new ArrayList<>();
  private final Alarm due;
  private final Alarm lastCall;
  private final Entrant turn;
  private volatile Entrant entry;
  private volatile Optional<Order<?>> order = Optional.empty();
  private volatile Attempt.Ended last;
  private Instant startedAt = Instant.EPOCH;
  private long startNanos;

  private enum State {
    WAITING,
    RUNNING,
    PAUSING,
    ENDED
  }

  Run(JobRunner runner, Job job, Trace trace) {
    this.runner = runner;
    this.job = job;
    this.trace = trace;
    this.due = new Alarm(runner.timers());
    this.lastCall = new Alarm(runner.timers());
    this.turn = new Entrant(Claim.ofRun(job), this::queue);
    this.entry = entry(Optional.empty());
  }

  private Entrant entry(Optional<String> target) {
    Claim claim = Claim.ofAttempt(job, target, runner.limits());
    return new Entrant(claim, this::start, this::turnedAway);
  }

  CompletableFuture<Result> result() {
    return result;
  }

  /** Begins to wait for the due time. */
  void await() {
    Instant now = runner.now();
    if (runner.isLeftToAnother(job)) {
      leaveToAnother(now);
    } else if (now.isAfter(job.notAfter())) {
      miss("it was taken " + late(now) + " after its due time");
    } else {
      readAhead();
      due.set(Duration.between(now, job.dueAt()), this::due);
    }
  }

  /** Compiling expectations takes long: not on an event loop, and not when the job is due. */
  private void readAhead() {
    try {
      Order<?> read = runner.orders().read(job.probe());
      entry = entry(read.target());
      order = Optional.of(read);
    } catch (Throwable e) {
      // The order is read again when the run begins, which then ends with the reason.
      return;
    }
  }

  /**
   * A job that another runner is to have is given back now and then, not as fast as it comes; when
   * its time is over, nobody has taken it.
   */
  private void leaveToAnother(Instant now) {
    Duration left = Duration.between(now, job.notAfter());
    Duration pause = Delays.beforeGivingBack(left);
    if (pause.compareTo(left) < 0) {
      due.set(pause, () -> giveUp("must be run by another runner"));
    } else {
      due.set(left, () -> miss("it must be run by another runner than this, and none took it"));
    }
  }

  private void due() {
    if (isOver()) {
      return;
    }
    runner.turns().enter(turn);
    // Most have begun by now and need no timer; of one that begins just now it finds nothing to do.
    if (state.get() == State.WAITING) {
      lastCall.set(Duration.between(runner.now(), job.notAfter()), this::tooLate);
    }
  }

  private void queue() {
    hasTurn.set(true);
    if (isOver()) {
      leaveTurn();
    } else {
      runner.slots().enter(entry);
    }
  }

  private void tooLate() {
    Wait reason =
        runner
            .turns()
            .withdraw(turn)
            .or(() -> runner.slots().withdraw(entry))
            .orElse(new Wait("its turn did not come", false));
    if (!endPause()) {
      if (reason.overload()) {
        overloaded(reason.why());
      } else {
        miss(reason.why());
      }
    }
  }

  private void turnedAway(String why) {
    if (!endPause()) {
      overloaded(why);
    }
  }

  /** Gives the job up unless it has begun; one that pauses ends with what it has seen. */
  void handBack(String why) {
    if (!endPause()) {
      giveUp(why);
    }
  }

  private void giveUp(String why) {
    if (state.compareAndSet(State.WAITING, State.ENDED)) {
      withdraw();
      runner.forget(this);
      result.completeExceptionally(new HandedBack("run " + job.run() + ": " + why));
    }
  }

  private void start() {
    if (!state.compareAndSet(State.WAITING, State.RUNNING)
        && !state.compareAndSet(State.PAUSING, State.RUNNING)) {
      runner.slots().leave(entry);
      return;
    }
    lastCall.cancel();
    Instant now = runner.now();
    if (last == null) {
      startedAt = now;
      startNanos = System.nanoTime();
      trace.happened(new Trace.Started(Duration.between(job.dueAt(), now)));
    }
    new Attempt(runner, job, order, trace, now, this::attempted).start();
  }

  private void attempted(Attempt.Ended seen) {
    last = seen;
    Optional<Duration> pause = pauseBeforeNext(seen.judgement());
    if (pause.isEmpty()) {
      state.set(State.ENDED);
      leave(seen.rest());
      end();
      return;
    }
    Outcome outcome = new EvidenceBounds(seen.redactor()).applyTo(seen.judgement().outcome());
    earlier.add(outcome.summary());
    state.set(State.PAUSING);
    runner.slots().leave(entry);
    due.set(pause.get(), this::again);
    if (runner.isStopping()) {
      handBack("this runner stops");
    }
  }

  private void leave(Duration rest) {
    // One that stops begins nothing that must be kept away, and has no timers.
    if (rest.isZero() || runner.isStopping()) {
      runner.slots().leave(entry);
    } else {
      runner.slots().leaveAllButAlone(entry);
      due.set(rest, () -> runner.slots().leave(entry));
    }
  }

  /** How long to wait for another attempt, where there is one and time for it to begin. */
  private Optional<Duration> pauseBeforeNext(Judgement judgement) {
    if (!judgement.hasFailed() || runner.isStopping()) {
      return Optional.empty();
    }
    return job.probe()
        .retry()
        .filter(retry -> earlier.size() < retry.times())
        .map(retry -> Delays.backoff(retry, earlier.size()))
        .filter(pause -> !runner.now().plus(pause).isAfter(job.notAfter()));
  }

  private void again() {
    if (state.get() == State.PAUSING) {
      lastCall.set(Duration.between(runner.now(), job.notAfter()), this::tooLate);
      runner.slots().enter(entry);
    }
  }

  /** Ends a run that waits for another attempt, with what the last one saw. */
  private boolean endPause() {
    if (!state.compareAndSet(State.PAUSING, State.ENDED)) {
      return false;
    }
    earlier.removeLast();
    withdraw();
    end();
    return true;
  }

  private void withdraw() {
    due.cancel();
    lastCall.cancel();
    // What it waited for is of no interest any more.
    var _ = runner.turns().withdraw(turn);
    var _ = runner.slots().withdraw(entry);
    leaveTurn();
  }

  private void leaveTurn() {
    if (hasTurn.getAndSet(false)) {
      runner.turns().leave(turn);
    }
  }

  private void end() {
    Duration took = Duration.ofNanos(System.nanoTime() - startNanos);
    leaveTurn();
    Judgement judgement = last.judgement().after(earlier);
    if (judgement.isUnreached()) {
      confirm(judgement, took);
    } else {
      publish(judgement, took, last);
    }
  }

  /** A target that could not be reached is not accused by a runner that reaches nothing. */
  private void confirm(Judgement judgement, Duration took) {
    CompletableFuture<Optional<Blind>> sight = runner.sight().confirm().toCompletableFuture();
    if (sight.isDone()) {
      publish(judgement.unlessBlind(sight.join()), took, last);
      return;
    }
    var _ =
        sight.thenAcceptAsync(
            blindness -> publish(judgement.unlessBlind(blindness), took, last),
            Thread::startVirtualThread);
  }

  private void miss(String why) {
    notBegun(new Missed("missed: " + why + within()));
  }

  private void overloaded(String why) {
    notBegun(Attempt.overloaded(why + within()));
  }

  private String within() {
    return ", must start within " + Judgement.text(Duration.between(job.dueAt(), job.notAfter()));
  }

  private void notBegun(Outcome outcome) {
    if (state.compareAndSet(State.WAITING, State.ENDED)) {
      withdraw();
      startedAt = runner.now();
      Judgement judgement = new Judgement(outcome, Evidence.NONE);
      publish(judgement, Duration.ZERO, new Attempt.Ended(judgement, Redactor.of(List.of())));
    }
  }

  private void publish(Judgement judgement, Duration took, Attempt.Ended attempt) {
    EvidenceBounds bounds = new EvidenceBounds(attempt.redactor());
    Outcome outcome = bounds.applyTo(judgement.lookedAt(attempt.host()).outcome());
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
            evidence,
            job.cause(),
            Optional.of(earlier.size() + 1).filter(attempts -> attempts > 1));
    trace.happened(new Trace.Ended(outcome, took));
    runner.ended(
        this, new Measured(job, attempt.target(), ended, cleaned(attempt.gauges(), bounds)));
    result.complete(ended);
  }

  /** What a target says of itself may hold a secret. */
  private static List<Gauge> cleaned(List<Gauge> gauges, EvidenceBounds bounds) {
    return gauges.stream()
        .map(
            gauge ->
                gauge.labels().isEmpty()
                    ? gauge
                    : new Gauge(
                        gauge.series(),
                        gauge.labels().stream().map(bounds::line).toList(),
                        gauge.value()))
        .toList();
  }

  private boolean isOver() {
    return state.get() == State.ENDED;
  }

  private String late(Instant now) {
    return Judgement.text(Duration.between(job.dueAt(), now));
  }
}
