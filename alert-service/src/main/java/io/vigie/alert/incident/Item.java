package io.vigie.alert.incident;

import io.vigie.alert.state.Rules;
import io.vigie.alert.state.State;
import io.vigie.alert.state.StateMachine;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Nature;
import io.vigie.contract.check.ProbeOrder;
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

  private static final String NOT_SEEN = "not seen yet";

  /** An item that the checklist has just got. */
  static Item starting(Check check, Instant now) {
    return new Item(
        check.item(), check.revision(), Rules.of(check), State.starting(now), 1, NOT_SEEN, false);
  }

  /** The same item after its check changed; the state is stepped separately. */
  Item defined(Check check) {
    return new Item(id, check.revision(), Rules.of(check), state, version, reason, false);
  }

  /** Back in the checklist after it had been removed. */
  Item returned(Check check) {
    return new Item(id, check.revision(), Rules.of(check), state, version + 1, NOT_SEEN, false);
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

  public boolean isStale() {
    return state instanceof State.Stale;
  }

  /** When to look whether silence has lasted too long; empty where silence no longer matters. */
  public Optional<Instant> staleAt(Instant awakeSince) {
    return removed ? Optional.empty() : new StateMachine(id, rules).staleAt(state, awakeSince);
  }

  /** What the other services are told. */
  public ItemStatus status() {
    return new ItemStatus(
        id,
        version,
        state.word(),
        state.since(),
        state.lastDueAt().orElse(state.since()),
        reason,
        state.incident().map(open -> open.id()));
  }

  /** True when two checks do not look at the same thing in the same way. */
  static boolean looksElsewhere(Nature before, Nature after) {
    if (before instanceof ProbeOrder old && after instanceof ProbeOrder fresh) {
      return !old.kind().equals(fresh.kind())
          || !old.settings().equals(fresh.settings())
          || !old.expect().equals(fresh.expect());
    }
    return !before.equals(after);
  }
}
