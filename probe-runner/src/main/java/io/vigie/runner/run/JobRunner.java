package io.vigie.runner.run;

import io.vertx.core.impl.VertxInternal;
import io.vigie.contract.job.Job;
import io.vigie.contract.result.Result;
import io.vigie.contract.result.Result.Seer;
import io.vigie.probe.ProbeKinds;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jboss.logging.Logger;

/**
 * Turns jobs into results. Every job gets exactly one result, at the latest a little after its
 * {@code notAfter} plus its timeout, unless this runner is stopped before the job has begun or must
 * leave it to another. Thread-safe.
 *
 * <p>Timers are threads of our own and not an event loop's: they are finer, and they fire while an
 * event loop is busy.
 */
public final class JobRunner implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(JobRunner.class);

  private final Surroundings surroundings;
  private final Seer seer;
  private final OrderReader orders;
  private final Sight sight;
  private final Limits limits;
  private final Admission slots;
  private final Admission turns = new Admission(Integer.MAX_VALUE);
  private final RunListener listener;
  private final ScheduledThreadPoolExecutor timers;
  private final Pulse pulse;
  private final Set<Run> open = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;

  public JobRunner(
      ProbeKinds kinds,
      Surroundings surroundings,
      Seer seer,
      int maxConcurrent,
      RunListener listener) {
    this(kinds, surroundings, seer, Limits.of(maxConcurrent), Sight.CLEAR, listener);
  }

  public JobRunner(
      ProbeKinds kinds,
      Surroundings surroundings,
      Seer seer,
      Limits limits,
      Sight sight,
      RunListener listener) {
    this.sight = sight;
    this.surroundings = surroundings;
    this.seer = seer;
    this.orders = new OrderReader(kinds);
    this.limits = limits;
    this.slots = new Admission(limits.waiting());
    this.listener = listener;
    this.timers =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("vigie-timer").daemon().factory());
    timers.setRemoveOnCancelPolicy(true);
    this.pulse = new Pulse(((VertxInternal) surroundings.vertx()).getEventLoopGroup(), timers);
  }

  public CompletionStage<Result> run(Job job) {
    return run(job, Trace.NONE);
  }

  /** Runs a job when it is due. The stage fails with {@link HandedBack} or not at all. */
  public CompletionStage<Result> run(Job job, Trace trace) {
    Run run = new Run(this, job, trace);
    if (stopping || sight.blindness().isPresent()) {
      return CompletableFuture.failedFuture(
          new HandedBack(
              "run " + job.run() + ": this runner " + (stopping ? "stops" : "is blind")));
    }
    open.add(run);
    run.await();
    if (stopping) {
      // The stop may have come between the two and not have seen this run.
      run.handBack("this runner stops");
    }
    return run.result();
  }

  /** Takes no more and hands back what has not begun; what runs, runs on. */
  public void stopTaking() {
    stopping = true;
    handBack("this runner stops");
  }

  /** Hands back what has not begun, for another runner to have; what runs, runs on. */
  public void handBack(String why) {
    open.forEach(run -> run.handBack(why));
  }

  /** True while this runner sees nothing, and must not be given jobs. */
  public boolean isBlind() {
    return sight.blindness().isPresent();
  }

  /** How many runs are under way. */
  public int running() {
    return slots.taken();
  }

  /** How many jobs are held: under way, or waiting for their time or for a slot. */
  public int held() {
    return open.size();
  }

  /** How many runs are due and wait for a place. */
  public int waiting() {
    return slots.waiting();
  }

  public int maxConcurrent() {
    return limits.concurrent();
  }

  /** Stops the timers; what still runs has no deadline any more. */
  @Override
  public void close() {
    stopTaking();
    timers.shutdownNow();
  }

  Surroundings surroundings() {
    return surroundings;
  }

  Seer seer() {
    return seer;
  }

  OrderReader orders() {
    return orders;
  }

  /** Whether what this runner sees can be believed. */
  Sight sight() {
    return sight;
  }

  /** Whether this process kept going. */
  Pulse pulse() {
    return pulse;
  }

  Limits limits() {
    return limits;
  }

  /** Who may look now. */
  Admission slots() {
    return slots;
  }

  /** Which run of an item may go on, where two at once must not be. */
  Admission turns() {
    return turns;
  }

  boolean isStopping() {
    return stopping;
  }

  /** True for a job that is to be seen by another runner than this. */
  boolean isLeftToAnother(Job job) {
    return job.notBy().filter(seer.runner()::equals).isPresent();
  }

  ScheduledExecutorService timers() {
    return timers;
  }

  Instant now() {
    return surroundings.clock().instant();
  }

  void forget(Run run) {
    open.remove(run);
  }

  void ended(Run run, Measured measured) {
    open.remove(run);
    try {
      listener.measured(measured);
      listener.ended(measured.job().probe().kind(), measured.result());
    } catch (RuntimeException e) {
      LOG.error("run listener broke", e);
    }
  }

  /** The message of a fault is not logged: it may hold what the target or a secret said. */
  void reportFault(Job job, Throwable fault) {
    StackTraceElement[] stack = fault.getStackTrace();
    LOG.errorf(
        "probe kind broke: checkId=%s runId=%s kind=%s fault=%s at=%s",
        job.item(),
        job.run(),
        job.probe().kind(),
        fault.getClass().getName(),
        stack.length == 0 ? "unknown" : stack[0]);
  }
}
