package io.vigie.scheduler.kafka;

import io.vigie.contract.check.ItemId;
import io.vigie.contract.job.RunId;
import io.vigie.contract.result.Evidence;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Result;
import io.vigie.contract.wire.MessageType;
import io.vigie.contract.wire.Topic;
import io.vigie.contract.wire.WireCodec;
import io.vigie.runtime.kafka.Producers;
import io.vigie.runtime.kafka.Records;
import io.vigie.scheduler.SchedulerMetrics;
import io.vigie.scheduler.dispatch.Settling.Turn;
import io.vigie.scheduler.plan.Plan.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tells as results which runs nobody was sent for, and why. What concerns one item and place is
 * told together, few at a time, and again until the broker has it. Accounts may come from any
 * thread; they are told by one.
 */
final class MissedRuns {

  private static final int MOST_IN_FLIGHT = 1_000;
  private static final String SEER = "scheduler";

  private final Producers producers;
  private final WireCodec codec;
  private final SchedulerMetrics metrics;
  private final InstantSource clock;
  private final Queue<Account> arriving = new ConcurrentLinkedQueue<>();
  private final Map<Concern, Account> waiting = new LinkedHashMap<>();
  private final AtomicInteger inFlight = new AtomicInteger();

  MissedRuns(Producers producers, WireCodec codec, SchedulerMetrics metrics, InstantSource clock) {
    this.producers = producers;
    this.codec = codec;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Runs in a row of one item, seen from one place. */
  record Account(
      Concern concern, RunId run, String revision, Instant first, long runs, List<Turn> turns) {

    private Account and(Account later) {
      List<Turn> all = new ArrayList<>(turns);
      all.addAll(later.turns);
      return new Account(concern, run, revision, first, runs + later.runs, all);
    }
  }

  /** What may be told together. */
  record Concern(ItemId item, String location, Reason reason) {}

  /** Takes an account; the turns are settled once it is told. */
  void add(Account account) {
    metrics.missed(account.concern().reason().word(), account.runs());
    account.turns().forEach(Turn::sent);
    arriving.add(account);
  }

  /** Tells some of what waits. */
  void tell() {
    for (Account account = arriving.poll(); account != null; account = arriving.poll()) {
      waiting.merge(account.concern(), account, Account::and);
    }
    Iterator<Account> next = waiting.values().iterator();
    while (next.hasNext() && inFlight.get() < MOST_IN_FLIGHT) {
      Account account = next.next();
      next.remove();
      send(account);
    }
  }

  /** True when everything has been told. */
  boolean isDone() {
    return arriving.isEmpty() && waiting.isEmpty() && inFlight.get() == 0;
  }

  private void send(Account account) {
    inFlight.incrementAndGet();
    var _ =
        producers
            .send(
                Records.toRecord(
                    Topic.RESULTS,
                    codec.write(MessageType.RESULT, result(account), clock.instant())))
            .whenComplete(
                (_, failure) -> {
                  inFlight.decrementAndGet();
                  if (failure == null) {
                    account.turns().forEach(Turn::settled);
                  } else {
                    arriving.add(account);
                  }
                });
  }

  private Result result(Account account) {
    String runs = account.runs() == 1 ? "1 run" : account.runs() + " runs";
    String reason =
        account.concern().reason().sentence()
            + ": "
            + runs
            + " not ordered from "
            + account.first()
            + " on";
    return new Result(
        account.run(),
        account.concern().item(),
        account.revision(),
        account.first(),
        clock.instant(),
        Duration.ZERO,
        new Result.Seer(SEER, account.concern().location()),
        new Outcome.Missed(
            reason, account.runs() == 1 ? Optional.empty() : Optional.of(account.runs())),
        Evidence.NONE);
  }
}
