package io.vigie.runner.blackbox;

import io.vigie.contract.check.ItemId;
import io.vigie.contract.job.Job;
import io.vigie.contract.job.RunId;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Outcome.Passed;
import io.vigie.contract.result.Result;
import io.vigie.contract.result.Result.Seer;
import io.vigie.probe.ProbeKinds;
import io.vigie.probe.gauge.Blackbox;
import io.vigie.probe.gauge.Gauge;
import io.vigie.runner.run.JobRunner;
import io.vigie.runner.run.Measured;
import io.vigie.runner.run.RunListener;
import io.vigie.runner.run.Surroundings;
import io.vigie.runner.run.Trace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/** Runs a probe for whoever asks, beside those of the schedule. Thread-safe. */
public final class OnDemand implements AutoCloseable {

  private static final ItemId ITEM = new ItemId("vigie", "blackbox", "probe");

  private final Map<String, Module> modules;
  private final InstantSource clock;
  private final Semaphore room;
  private final JobRunner runner;
  private final Map<RunId, Measured> measured = new ConcurrentHashMap<>();

  /** Offers {@code modules}, so many probes at once. */
  public OnDemand(Map<String, Module> modules, Surroundings surroundings, int atOnce) {
    this.modules = Map.copyOf(modules);
    this.clock = surroundings.clock();
    this.room = new Semaphore(atOnce);
    RunListener listener =
        new RunListener() {
          @Override
          public void ended(String kind, Result result) {
            // What was measured is all that is wanted.
          }

          @Override
          public void measured(Measured all) {
            measured.put(all.job().run(), all);
          }
        };
    this.runner =
        new JobRunner(
            ProbeKinds.discovered(), surroundings, new Seer("blackbox", "here"), atOnce, listener);
  }

  /**
   * What came of a probe.
   *
   * @param happened what it did, line by line
   */
  public record Answer(Outcome outcome, List<Gauge> gauges, List<String> happened) {
    public Answer {
      gauges = List.copyOf(gauges);
      happened = List.copyOf(happened);
    }
  }

  public Optional<Module> module(String name) {
    return Optional.ofNullable(modules.get(name));
  }

  /** Looks now; nothing where too many others do. */
  public Optional<CompletionStage<Answer>> probe(Module module, String target, Duration timeout) {
    if (!room.tryAcquire()) {
      return Optional.empty();
    }
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    try {
      Instant now = clock.instant();
      Job job =
          new Job(
              new RunId(UUID.randomUUID()),
              ITEM,
              "",
              module.order(target, timeout),
              now,
              now.plus(timeout));
      List<String> happened = new CopyOnWriteArrayList<>();
      Trace trace = event -> happened.add(event.toString());
      var _ =
          runner
              .run(job, trace)
              .whenComplete(
                  (result, failure) -> {
                    room.release();
                    if (failure == null) {
                      answer.complete(answer(job, result, happened));
                    } else {
                      answer.completeExceptionally(failure);
                    }
                  });
    } catch (RuntimeException e) {
      room.release();
      throw e;
    }
    return Optional.of(answer);
  }

  private Answer answer(Job job, Result result, List<String> happened) {
    List<Gauge> gauges = new ArrayList<>();
    Measured all = measured.remove(job.run());
    boolean passed = result.outcome() instanceof Passed;
    gauges.add(new Gauge(Blackbox.SUCCESS, List.of(), passed ? 1 : 0));
    gauges.add(new Gauge(Blackbox.DURATION, List.of(), result.took().toNanos() / 1e9));
    if (all != null) {
      gauges.addAll(all.gauges());
    }
    return new Answer(result.outcome(), gauges, happened);
  }

  @Override
  public void close() {
    runner.close();
  }
}
