package io.vigie.alert.simulation;

import io.vigie.alert.incident.Ledger;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Result;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Ledgers that read results as something else than they are. */
final class FlawedLedgers {

  private FlawedLedgers() {}

  abstract static class Misreading implements Ledger {
    private final Ledger ledger;

    Misreading(Ledger ledger) {
      this.ledger = ledger;
    }

    abstract Result misread(Result result);

    @Override
    public Accepted accept(List<Result> results, Instant now) {
      return ledger.accept(results.stream().map(this::misread).toList(), now);
    }

    @Override
    public Written define(List<Definition> definitions, Instant now) {
      return ledger.define(definitions, now);
    }

    @Override
    public Ticked tick(Instant awakeSince, Instant now, int limit) {
      return ledger.tick(awakeSince, now, limit);
    }

    @Override
    public Computed compute(Instant now, int limit) {
      return ledger.compute(now, limit);
    }

    @Override
    public int forget(Instant resolvedBefore, Instant removedBefore) {
      return ledger.forget(resolvedBefore, removedBefore);
    }
  }

  private static Result another(Result result, Instant dueAt, Outcome outcome) {
    return new Result(
        result.run(),
        result.item(),
        result.revision(),
        dueAt,
        result.startedAt(),
        result.took(),
        result.seer(),
        outcome,
        result.evidence(),
        result.cause(),
        result.attempts());
  }

  /** Some results count as new though they are not: an engine without a memory of due times. */
  static final class Forgetful extends Misreading {
    private final Predicate<Result> suspected;
    private final Map<ItemId, Instant> newest = new HashMap<>();

    Forgetful(Ledger ledger, Predicate<Result> suspected) {
      super(ledger);
      this.suspected = suspected;
    }

    @Override
    Result misread(Result result) {
      Instant last = newest.getOrDefault(result.item(), Instant.MIN);
      boolean late = suspected.test(result) && !result.dueAt().isAfter(last);
      Instant dueAt = late ? last.plusNanos(1_000) : result.dueAt();
      newest.merge(result.item(), dueAt, (one, other) -> one.isAfter(other) ? one : other);
      return another(result, dueAt, result.outcome());
    }
  }

  /** Takes a target for broken that nobody could look at. */
  static final class Accusing extends Misreading {

    Accusing(Ledger ledger) {
      super(ledger);
    }

    @Override
    Result misread(Result result) {
      return another(result, result.dueAt(), Flaws.accused(result.outcome()));
    }
  }
}
