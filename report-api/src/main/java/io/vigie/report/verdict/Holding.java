package io.vigie.report.verdict;

import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.RollUp;
import io.vigie.contract.state.ItemState;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Whether a condition over items holds; of what is not known, nothing is assumed. */
enum Holding {
  YES,
  NO,
  UNKNOWN;

  /** What a state says; nothing, where the item does not apply. */
  static Optional<Holding> of(ItemState state) {
    return switch (state) {
      case PASSING -> Optional.of(YES);
      case FAILING -> Optional.of(NO);
      case PENDING, UNKNOWN, STALE -> Optional.of(UNKNOWN);
      case WAIVED, NOT_APPLICABLE -> Optional.empty();
    };
  }

  /** Evaluates a tree; empty where none of its items applies. */
  static Optional<Holding> of(RollUp.Tree tree, Function<ItemId, Optional<Holding>> items) {
    return switch (tree) {
      case RollUp.Member member -> items.apply(member.item());
      case RollUp.Not not -> of(not.part(), items).map(Holding::not);
      case RollUp.All all -> decidedBy(NO, YES, parts(all.parts(), items));
      case RollUp.Any any -> decidedBy(YES, NO, parts(any.parts(), items));
    };
  }

  private static List<Holding> parts(
      List<RollUp.Tree> parts, Function<ItemId, Optional<Holding>> items) {
    return parts.stream().flatMap(part -> of(part, items).stream()).toList();
  }

  /** One that decides is enough; otherwise one that is unknown leaves all unknown. */
  private static Optional<Holding> decidedBy(
      Holding deciding, Holding otherwise, List<Holding> parts) {
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    if (parts.contains(deciding)) {
      return Optional.of(deciding);
    }
    return Optional.of(parts.contains(UNKNOWN) ? UNKNOWN : otherwise);
  }

  private Holding not() {
    return switch (this) {
      case YES -> NO;
      case NO -> YES;
      case UNKNOWN -> UNKNOWN;
    };
  }
}
