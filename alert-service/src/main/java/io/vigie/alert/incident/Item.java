package io.vigie.alert.incident;

import io.vigie.alert.state.Rules;
import io.vigie.alert.state.State;
import io.vigie.alert.state.StateMachine;
import io.vigie.contract.alert.Waiver;
import io.vigie.contract.check.Attestation;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Heartbeat;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Nature;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.check.RollUp;
import io.vigie.contract.state.ItemState;
import io.vigie.contract.state.ItemStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * An item as it is kept. One that was removed is kept for a while, so that a late result of it
 * opens nothing and its versions go on growing should it come back.
 *
 * @param version grows with each change that others must hear of
 * @param reason why the item is in its state, for a person
 */
public record Item(
    ItemId id,
    String revision,
    Rules rules,
    State state,
    long version,
    String reason,
    boolean removed) {

  /** What stands for one of our own troubles, of which no checklist speaks. */
  public static Item ofOwn(Check check, Instant now) {
    return starting(check, now);
  }

  /** An item that the checklist has just got. */
  static Item starting(Check check, Instant now) {
    Rules rules = Rules.of(check);
    State state = State.starting(now);
    return new Item(check.item(), check.revision(), rules, state, 1, rules.beginning(), false);
  }

  /** The same item after its check changed; the state is stepped separately. */
  Item defined(Check check) {
    Rules fresh = Rules.of(check).waived(rules.waiver());
    return new Item(id, check.revision(), fresh, state, version, reason, false);
  }

  /** Back in the checklist after it had been removed. */
  Item returned(Check check) {
    Rules fresh = Rules.of(check).waived(rules.waiver());
    return new Item(id, check.revision(), fresh, state, version + 1, fresh.beginning(), false);
  }

  /** The same item, accepted to fail or no longer. */
  Item waived(Optional<Waiver> by) {
    return new Item(id, revision, rules.waived(by), state, version, reason, removed);
  }

  Item at(State next) {
    return new Item(id, revision, rules, next, version, reason, removed);
  }

  Item moved(State next, String why) {
    return new Item(id, revision, rules, next, version + 1, why, removed);
  }

  Item gone() {
    return new Item(id, revision, rules, state, version + 1, reason, true);
  }

  /** When to let time pass at the latest; empty where time changes nothing. */
  public Optional<Instant> wakeAt(Instant awakeSince, Instant now) {
    return removed ? Optional.empty() : new StateMachine(rules).wakeAt(state, awakeSince, now);
  }

  /** The word for its state that others know: of one that fails and is accepted, another one. */
  public ItemState word() {
    boolean accepted = state.word() == ItemState.FAILING && rules.waiver().isPresent();
    return accepted ? ItemState.WAIVED : state.word();
  }

  /** Since when an item that is looked at is not seen; empty for one that is. */
  public Optional<Instant> blindSince() {
    boolean blind = state instanceof State.Unknown || state instanceof State.Stale;
    boolean lookedAt = !removed && !rules.check().locations().isEmpty();
    return Optional.of(state.since()).filter(_ -> blind && lookedAt);
  }

  /** What the other services are told. */
  public ItemStatus status() {
    return new ItemStatus(
        id,
        version,
        word(),
        state.since(),
        state.lastDueAt().orElse(state.since()),
        reason,
        state.incident().map(open -> open.id()),
        state.warningText(),
        rules.waiver());
  }

  /** True when something else decides now than did before. */
  static boolean looksElsewhere(Nature before, Nature after) {
    return switch (after) {
      case ProbeOrder fresh ->
          !(before instanceof ProbeOrder old)
              || !old.kind().equals(fresh.kind())
              || !old.settings().equals(fresh.settings())
              || !old.expect().equals(fresh.expect())
              || !old.polarity().equals(fresh.polarity());
      case Attestation fresh ->
          !(before instanceof Attestation old) || !old.statement().equals(fresh.statement());
      case Heartbeat _ -> !(before instanceof Heartbeat);
      case RollUp _ -> !(before instanceof RollUp);
    };
  }
}
