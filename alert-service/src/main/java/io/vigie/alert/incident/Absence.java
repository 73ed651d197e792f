package io.vigie.alert.incident;

import io.vigie.alert.state.Rules;
import io.vigie.alert.state.State;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.due.MaintenanceWindows;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * Whether somebody knows that what an item depends on is away, because that is maintained or
 * waived: then nobody is told of the item until it is looked at again. Pure.
 *
 * @param until when to look again
 * @param because for a person
 */
public record Absence(Instant until, String because) {

  /**
   * What of {@code parents} an item is excused by that fails.
   *
   * @param firstFailedAt when the item was first seen to fail
   */
  public static Optional<Absence> of(
      Item item, Instant firstFailedAt, Collection<Item> parents, Instant now) {
    return parents.stream()
        .filter(parent -> isExcused(parent, now))
        .flatMap(parent -> of(item, firstFailedAt, parent, now).stream())
        .max(Comparator.comparing(Absence::until));
  }

  /** Now, or so lately that what depends on it may not have been judged since. */
  private static boolean isExcused(Item parent, Instant now) {
    MaintenanceWindows windows = MaintenanceWindows.of(parent.rules().check().maintenance());
    return parent.rules().waiver().isPresent()
        || windows.covers(now)
        || windows.covers(now.minus(Release.LONGEST));
  }

  private static Optional<Absence> of(Item item, Instant firstFailedAt, Item parent, Instant now) {
    State state = parent.state();
    if (isAway(state)) {
      Instant next = Release.deadline(parent.rules().check(), now);
      return Optional.of(new Absence(next, words(parent, item.id(), now)));
    }
    if (!(state instanceof State.Passing)) {
      return Optional.empty();
    }
    Instant judged = Release.deadline(parent.rules().check(), firstFailedAt);
    boolean seenSince = state.lastDueAt().filter(due -> !due.isBefore(firstFailedAt)).isPresent();
    if (!seenSince && judged.isAfter(now)) {
      return Optional.of(new Absence(judged, words(parent, item.id(), now)));
    }
    return back(item, firstFailedAt, parent, now);
  }

  /** It fails and nobody is told of it, or nobody sees it, or its next judgement may find so. */
  private static boolean isAway(State state) {
    return switch (state) {
      case State.Failing failing -> failing.incident().isEmpty();
      case State.Unknown _, State.Stale _ -> state.incident().isEmpty();
      case State.Passing _ -> state.failedLast();
      case State.Pending _, State.NotApplicable _ -> false;
    };
  }

  /** It was away when the item failed, and is back: the item has until its next judgement. */
  private static Optional<Absence> back(
      Item item, Instant firstFailedAt, Item parent, Instant now) {
    Instant since = parent.state().since();
    if (!since.isAfter(firstFailedAt)) {
      return Optional.empty();
    }
    Instant deadline = Release.deadline(item.rules().check(), since);
    boolean waits =
        deadline.isAfter(now) && !Release.ends(item.state(), since, Optional.of(deadline), now);
    return waits
        ? Optional.of(
            new Absence(deadline, "depended on " + named(parent, item.id()) + ", which is back"))
        : Optional.empty();
  }

  private static String words(Item parent, ItemId of, Instant now) {
    String why =
        parent
            .rules()
            .waiver()
            .map(Rules::words)
            .orElseGet(
                () ->
                    MaintenanceWindows.of(parent.rules().check().maintenance())
                        .at(now)
                        .map(span -> "in maintenance: " + span.reason())
                        .orElse("in maintenance"));
    return "depends on " + named(parent, of) + ", " + why;
  }

  private static String named(Item parent, ItemId of) {
    ItemId id = parent.id();
    boolean neighbour =
        id.system().equals(of.system()) && id.environment().equals(of.environment());
    return neighbour ? id.item() : id.toString();
  }
}
