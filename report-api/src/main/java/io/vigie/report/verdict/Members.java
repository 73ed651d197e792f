package io.vigie.report.verdict;

import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Nature.Mode;
import io.vigie.contract.check.RollUp;
import io.vigie.contract.state.ItemState;
import io.vigie.contract.state.ItemStatus;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What follows for a roll-up from the items below it, however deep they lie. */
public final class Members {

  /** A cycle is refused where checklists are read; what comes round here is left alone. */
  private static final int DEEPEST = 32;

  private final Map<ItemId, Judged> known;

  public Members(Map<ItemId, Judged> known) {
    this.known = known;
  }

  /**
   * How the weakest member is decided: a look of our own proves more than a job that reports, and
   * that more than a person who signs. Empty where no member is known.
   */
  public Optional<Mode> weakestMode(RollUp rollUp) {
    return leaves(rollUp).stream()
        .map(leaf -> leaf.watched().check().nature().mode())
        .max(Comparator.naturalOrder());
  }

  /**
   * The member because of which a roll-up that is published as passing is not believed: by what was
   * published of the members it holds, by what is believed of them it does not.
   */
  Optional<Judged> firstDoubted(RollUp rollUp) {
    boolean asPublished = holds(rollUp, Members::published, 0);
    return asPublished && !holds(rollUp, judged -> Optional.of(judged.state()), 0)
        ? leaves(rollUp).stream().filter(leaf -> leaf.doubt().isPresent()).findFirst()
        : Optional.empty();
  }

  private static Optional<ItemState> published(Judged judged) {
    return judged.applies()
        ? judged.watched().status().map(ItemStatus::state)
        : Optional.of(ItemState.NOT_APPLICABLE);
  }

  private boolean holds(RollUp rollUp, Function<Judged, Optional<ItemState>> state, int depth) {
    return holding(rollUp, state, depth).equals(Optional.of(Holding.YES));
  }

  private Optional<Holding> holding(
      RollUp rollUp, Function<Judged, Optional<ItemState>> state, int depth) {
    return Holding.of(rollUp.tree(), member -> holding(member, state, depth));
  }

  private Optional<Holding> holding(
      ItemId member, Function<Judged, Optional<ItemState>> state, int depth) {
    Judged judged = known.get(member);
    if (judged == null || depth > DEEPEST) {
      return Optional.of(Holding.UNKNOWN);
    }
    return judged.applies() && judged.watched().check().nature() instanceof RollUp nested
        ? holding(nested, state, depth + 1)
        : Holding.of(state.apply(judged).orElse(ItemState.PENDING));
  }

  /** Every item below a roll-up that is no roll-up itself, as far as they are known. */
  private Set<Judged> leaves(RollUp rollUp) {
    Set<Judged> leaves = new LinkedHashSet<>();
    collect(rollUp, leaves, new HashSet<>());
    return leaves;
  }

  private void collect(RollUp rollUp, Set<Judged> leaves, Set<ItemId> entered) {
    for (ItemId member : rollUp.members()) {
      Judged judged = known.get(member);
      if (judged == null || !entered.add(member)) {
        continue;
      }
      if (judged.watched().check().nature() instanceof RollUp nested) {
        collect(nested, leaves, entered);
      } else {
        leaves.add(judged);
      }
    }
  }
}
