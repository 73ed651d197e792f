package io.vigie.alert.simulation;

import io.vigie.alert.canary.Canary;
import io.vigie.alert.simulation.Chronicle.Judged;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Thresholds;
import io.vigie.contract.result.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Which incidents the results of a plain check make, worked out anew from what its target said, in
 * the order of its partition, each once: what nobody may lose, double or invent. The rules are
 * those of docs/reference/states.md and incidents.md, and nothing of the engine is used.
 */
final class Reference {

  private static final Duration AGAIN = Duration.ofMinutes(10);
  private static final int TOO_MANY_TURNS = 4;

  private final Check check;
  private final boolean byTurns;
  private final Deque<Boolean> newest = new ArrayDeque<>();
  private final List<IncidentId> opened = new ArrayList<>();
  private Optional<Instant> endedAt = Optional.empty();
  private boolean open;
  private boolean held;
  private int turns;
  private int passes;

  private Reference(Check check) {
    this.check = check;
    this.byTurns = check.item().equals(Canary.ITEM);
  }

  static Reference of(Check check, List<Judged> results) {
    Reference reference = new Reference(check);
    results.forEach(reference::hear);
    return reference;
  }

  /** In the order in which they opened. */
  List<IncidentId> incidents() {
    return opened;
  }

  /** The one that is open after all that was said. */
  Optional<IncidentId> open() {
    return open ? Optional.of(opened.getLast()) : Optional.empty();
  }

  /** True where it goes to and fro: its incident stays open until it has been steady for long. */
  boolean isHeld() {
    return held;
  }

  private void hear(Judged one) {
    switch (one.result().outcome()) {
      case Outcome.Passed _ -> judge(false, one);
      case Outcome.Failed _ -> judge(true, one);
      case Outcome.Blind _, Outcome.Missed _ -> {}
    }
  }

  private void judge(boolean failed, Judged one) {
    Thresholds thresholds = check.thresholds();
    passes = failed ? 0 : passes + 1;
    newest.addLast(failed);
    while (newest.size() > thresholds.of()) {
      newest.removeFirst();
    }
    if (open) {
      if (passes >= thresholds.recovers()) {
        recovers(one.at());
      }
    } else if (newest.stream().filter(bad -> bad).count() >= thresholds.fails()) {
      opens(one);
    }
  }

  private void recovers(Instant at) {
    turns++;
    if (held || (!byTurns && turns >= TOO_MANY_TURNS)) {
      held = true;
      return;
    }
    open = false;
    endedAt = Optional.of(at);
    newest.clear();
  }

  /** What fails again within a while after it was over has not been over. */
  private void opens(Judged one) {
    turns++;
    open = true;
    boolean again =
        !byTurns
            && endedAt
                .filter(end -> end.plus(AGAIN).isAfter(one.at()) && !end.isAfter(one.at()))
                .isPresent();
    if (!again) {
      opened.add(IncidentId.of(check.item(), one.result().dueAt()));
    }
  }
}
