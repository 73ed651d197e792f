package io.vigie.alert.incident;

import io.vigie.alert.incident.FreeLanes.Handed;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.result.Result;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where decisions are kept. Each call is one transaction: state, incidents and the messages owed
 * for them are written together, and a call that throws has written nothing. Repeating a call
 * changes nothing more, so that a batch may be delivered again. Safe for concurrent use, by several
 * processes too.
 */
public interface Ledger {

  /** Takes results in the order in which they arrived; those of items not known are left out. */
  Accepted accept(List<Result> results, Instant now);

  /** Takes what the checklists say, in order; what is older than what is kept changes nothing. */
  Written define(List<Definition> definitions, Instant now);

  /**
   * Lets time pass for items that it may change, at most {@code limit} of them.
   *
   * @param awakeSince since when results have been read without a gap
   */
  Ticked tick(Instant awakeSince, Instant now, int limit);

  /**
   * Computes roll-ups whose members have changed, at most {@code limit} of them; one that changes
   * thereby has others computed the next time. To be called after each call that says so, and from
   * time to time.
   */
  Computed compute(Instant now, int limit);

  /**
   * Forgets incidents that were resolved, with their messages, and items that were removed, before
   * the given times. Returns how many rows went.
   */
  int forget(Instant resolvedBefore, Instant removedBefore);

  /**
   * Where a definition was read, by which older ones are told from newer ones: a process that slept
   * may wake with definitions that another has long replaced.
   *
   * @param writtenAt when it was written; a topic that was made anew counts from the beginning
   */
  record Origin(int partition, long offset, Instant writtenAt) {

    /** True for what was written before {@code other}, as far as that can be told. */
    public boolean isBefore(Origin other) {
      return partition == other.partition
          && offset < other.offset
          && !writtenAt.isAfter(other.writtenAt);
    }
  }

  /** What a checklist says of one item. */
  sealed interface Definition {
    ItemId item();

    /** Where it was read; empty where there is no older and no newer. */
    Optional<Origin> origin();

    /** The item is to be watched like this. */
    record Defined(Check check, Optional<Origin> origin) implements Definition {

      public Defined(Check check) {
        this(check, Optional.empty());
      }

      @Override
      public ItemId item() {
        return check.item();
      }
    }

    /** The item is no longer in the checklist. */
    record Removed(ItemId item, Optional<Origin> origin) implements Definition {

      public Removed(ItemId item) {
        this(item, Optional.empty());
      }
    }
  }

  /**
   * What a call has written.
   *
   * @param states states and commands that others must hear of
   * @param messages messages that are owed now
   * @param rollUps roll-ups that are to be computed
   * @param handed messages among them that were taken for lanes of this process
   */
  record Written(int states, int messages, int rollUps, List<Handed> handed) {

    public Written {
      handed = List.copyOf(handed);
    }

    public Written(int states, int messages, int rollUps) {
      this(states, messages, rollUps, List.of());
    }

    /** Both together. */
    public Written plus(Written more) {
      List<Handed> both = new ArrayList<>(handed);
      both.addAll(more.handed);
      return new Written(
          states + more.states, messages + more.messages, rollUps + more.rollUps, both);
    }
  }

  /**
   * What became of results.
   *
   * @param unknown items of which no checklist has spoken yet; their results were not taken
   * @param removed results of items that are gone
   */
  record Accepted(Written written, Set<ItemId> unknown, int removed) {
    public Accepted {
      unknown = Set.copyOf(unknown);
    }
  }

  /** How many roll-ups were computed, and what came of it. */
  record Computed(Written written, int looked) {}

  /** How many items were looked at, and what came of it. */
  record Ticked(Written written, int looked) {}
}
