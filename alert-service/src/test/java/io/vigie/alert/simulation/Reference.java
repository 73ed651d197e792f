package io.vigie.alert.simulation;

import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Thresholds;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Result;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Which incidents the results of a plain check make, worked out anew from what its target said, in
 * the order of its partition, each once: what nobody may lose, double or invent.
 */
final class Reference {

  private final Check check;
  private final Deque<Boolean> newest = new ArrayDeque<>();
  private final List<IncidentId> opened = new ArrayList<>();
  private Instant last = Instant.MIN;
  private boolean open;
  private int passes;

  private Reference(Check check) {
    this.check = check;
  }

  static List<IncidentId> incidents(Check check, List<SimulatedLog.Written> partition) {
    Reference reference = new Reference(check);
    partition.stream()
        .map(SimulatedLog.Written::result)
        .filter(result -> result.item().equals(check.item()))
        .forEach(reference::hear);
    return reference.opened;
  }

  private void hear(Result result) {
    if (!result.dueAt().isAfter(last)) {
      return;
    }
    last = result.dueAt();
    switch (result.outcome()) {
      case Outcome.Passed _ -> judge(false);
      case Outcome.Failed _ -> judge(true);
      case Outcome.Blind _, Outcome.Missed _ -> {}
    }
  }

  private void judge(boolean failed) {
    Thresholds thresholds = check.thresholds();
    passes = failed ? 0 : passes + 1;
    newest.addLast(failed);
    while (newest.size() > thresholds.of()) {
      newest.removeFirst();
    }
    if (open) {
      if (passes >= thresholds.recovers()) {
        open = false;
        newest.clear();
      }
    } else if (newest.stream().filter(one -> one).count() >= thresholds.fails()) {
      open = true;
      opened.add(IncidentId.of(check.item(), last));
    }
  }
}
