package io.vigie.runner.run;

import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vigie.contract.job.Job;
import io.vigie.contract.result.Evidence;
import io.vigie.contract.result.Outcome.Blind;
import io.vigie.probe.Observation;
import io.vigie.probe.expect.Verdict;
import io.vigie.probe.gauge.Gauge;
import io.vigie.runner.secret.Redactor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * One look at a target, with one deadline for all of it. The kind ends it, or the deadline and a
 * grace after it, whichever comes first; exactly once.
 */
final class Attempt {

  /** So long a kind may take to say what it was doing when its connections were closed. */
  private static final Duration GRACE = Duration.ofMillis(300);

  /**
   * When this runner's own lateness took more than a quarter of the limit, and more than this, a
   * timeout is no proof against the target.
   */
  private static final Duration LATENESS = Duration.ofMillis(500);

  /** Less than this is lost on any machine. */
  private static final Duration LEAST_LOSS = Duration.ofMillis(20);

  private final JobRunner runner;
  private final Job job;
  private final Trace trace;
  private final Consumer<Ended> listener;
  private final Alarm deadline;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final long startNanos = System.nanoTime();
  private final Context eventLoop;
  private final RunContext context;
  private volatile boolean expired;
  private volatile boolean saturated;
  private volatile boolean loopAnswers;
  private volatile List<Gauge> gauges = List.of();
  private volatile Optional<Order<?>> order;

  /**
   * How it ended, and what must be taken out of all that it says.
   *
   * @param host the host that was looked at, where the kind can tell
   * @param rest how long the target is to be left alone now
   */
  record Ended(
      Judgement judgement,
      Redactor redactor,
      String target,
      Optional<String> host,
      Duration rest,
      List<Gauge> gauges) {
    Ended {
      gauges = List.copyOf(gauges);
    }

    /** Of one that did not take place. */
    Ended(Judgement judgement, Redactor redactor) {
      this(judgement, redactor, "", Optional.empty(), Duration.ZERO, List.of());
    }
  }

  /**
   * @param order what was read before; it is read anew where that did not succeed
   */
  Attempt(
      JobRunner runner,
      Job job,
      Optional<Order<?>> order,
      Trace trace,
      Instant startedAt,
      Consumer<Ended> listener) {
    this.runner = runner;
    this.job = job;
    this.order = order;
    this.trace = trace;
    this.listener = listener;
    this.deadline = new Alarm(runner.timers());
    this.eventLoop = ((VertxInternal) runner.surroundings().vertx()).createEventLoopContext();
    this.context =
        new RunContext(runner.surroundings(), eventLoop, trace, startedAt, deadlineNanos());
  }

  void start() {
    deadline.set(limit(), this::expire);
    eventLoop.exceptionHandler(fault -> end(broken(fault)));
    eventLoop.runOnContext(_ -> look());
  }

  private void look() {
    noticeLateness(startNanos);
    try {
      Order<?> read = order.isPresent() ? order.get() : runner.orders().read(job.probe());
      order = Optional.of(read);
      Future<Observation> seen = read.observe(context);
      seen.onComplete(answer -> seen(answer, read));
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
  private void seen(AsyncResult<Observation> seen, Order<?> read) {
    deadline.cancel();
    Thread.startVirtualThread(() -> judge(seen, read));
  }

  private void judge(AsyncResult<Observation> seen, Order<?> read) {
    try {
      if (seen.succeeded()) {
        Judgement judgement = Judgement.of(seen.result(), read.expected());
        gauges = read.gauges(seen.result());
        trace(seen.result(), read);
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

  private void expire() {
    if (ended.get()) {
      return;
    }
    noticeLateness(deadlineNanos());
    expired = true;
    context.end();
    eventLoop.runOnContext(_ -> loopAnswers = true);
    deadline.set(GRACE, this::giveUp);
  }

  private void giveUp() {
    if (!loopAnswers) {
      saturated = true;
    }
    end(
        context.heldConnections()
            ? Judgement.silent(limit())
            : Judgement.stuck(job.probe().kind()));
  }

  /** Whether this process lost so much time that a time is no proof against the target. */
  private boolean hasLostTime() {
    Pulse pulse = runner.pulse();
    Duration lost =
        expired ? pulse.stoodStillSince(startNanos, own()) : pulse.delayedSince(startNanos, own());
    return lost.toNanos() > allowedLoss();
  }

  /** Of a limit that was passed, or of the time that something took by itself. */
  private long allowedLoss() {
    return expired
        ? Math.min(allowedLateness(), limit().toNanos() / 2)
        : Math.max(LEAST_LOSS.toNanos(), (System.nanoTime() - startNanos) / 4);
  }

  private EventExecutor own() {
    return ((ContextInternal) eventLoop).nettyEventLoop();
  }

  private long allowedLateness() {
    return Math.max(LATENESS.toNanos(), limit().toNanos() / 4);
  }

  private void noticeLateness(long planned) {
    if (System.nanoTime() - planned > allowedLateness()) {
      saturated = true;
    }
  }

  private void end(Judgement judged) {
    if (ended.compareAndSet(false, true)) {
      deadline.cancel();
      String target = order.map(Order::instance).orElse("");
      Optional<String> host = order.flatMap(Order::target);
      listener.accept(
          new Ended(fair(judged), context.redactor(), target, host, context.rest(), gauges));
      // After the word is out: a connection may take its time to close.
      context.end();
    }
  }

  /** Nothing that is our fault may be held against the target. */
  private Judgement fair(Judgement judged) {
    if ((expired && saturated) || ((expired || isOfTime(judged)) && hasLostTime())) {
      return new Judgement(overloaded("it was too busy to keep its own time"), judged.evidence());
    }
    if (!expired) {
      return judged.unlessBlind(context.blindness());
    }
    Optional<Blind> unresolved =
        context.resolving().map(host -> new Blind("resolver", notResolved(host)));
    return judged.afterDeadline(limit()).unlessBlind(context.blindness().or(() -> unresolved));
  }

  private boolean isOfTime(Judgement judged) {
    return judged.isOfTime(order.map(Order::failuresOfTime).orElse(Set.of()));
  }

  /** What is said where this runner had too much to do. */
  static Blind overloaded(String why) {
    return new Blind("runner-overloaded", "runner overloaded: " + why);
  }

  private String notResolved(String host) {
    return "resolving " + host + " did not end within " + Judgement.text(limit());
  }

  private void trace(Observation observation, Order<?> read) {
    if (trace.equals(Trace.NONE)) {
      return;
    }
    EvidenceBounds bounds = new EvidenceBounds(context.redactor());
    trace.happened(new Trace.Looked(bounds.applyTo(observation.evidence()).phases()));
    if (observation instanceof Observation.Seen(var facts, _)) {
      List<Verdict> verdicts = read.expected().verdicts(facts);
      List<String> expressions = read.expected().expressions();
      for (int i = 0; i < verdicts.size(); i++) {
        trace.happened(
            new Trace.Expected(
                expressions.get(i),
                verdicts.get(i).unmet().map(unmet -> bounds.line(unmet.found()))));
      }
    }
  }

  private Duration limit() {
    return job.probe().timeout();
  }

  private long deadlineNanos() {
    return startNanos + limit().toNanos();
  }
}
