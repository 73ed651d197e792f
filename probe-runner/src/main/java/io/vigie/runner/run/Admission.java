package io.vigie.runner.run;

import io.vigie.runner.run.Claim.Need;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides who may go on: at most so many at once, and nobody beside whom he must not be. All that
 * one needs is given to him at once, so nobody holds a part and waits for the rest. Who waits is
 * overtaken only by those who need nothing that he needs, and by the urgent: one who must be alone
 * is not starved by a stream of others. No thread waits here. Thread-safe.
 */
final class Admission {

  private final int limit;
  private final List<Entrant> waiting = new ArrayList<>();
  private final Map<String, Holders> held = new HashMap<>();
  private int taken;

  /** Who wants to go on; {@code go} runs once when he may. */
  record Entrant(Claim claim, Runnable go) {

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  /** Who holds one thing. */
  private static final class Holders {
    private int shared;
    private boolean alone;
  }

  Admission(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException(
          "vigie.runner.max-concurrent: must be at least 1, was " + limit);
    }
    this.limit = limit;
  }

  /** Lets {@code entrant} go on: now, or when others have left. */
  void enter(Entrant entrant) {
    List<Entrant> admitted;
    synchronized (this) {
      if (entrant.claim.urgent()) {
        waiting.add(urgentWaiting(), entrant);
      } else {
        waiting.add(entrant);
      }
      admitted = admit();
    }
    admitted.forEach(next -> next.go.run());
  }

  /** Gives up what an entrant got, to those who have waited longest for it. */
  void leave(Entrant entrant) {
    List<Entrant> admitted;
    synchronized (this) {
      taken--;
      entrant.claim.needs().forEach(this::giveUp);
      admitted = admit();
    }
    admitted.forEach(next -> next.go.run());
  }

  /** Takes one out of the queue who has not been let in, and says what he waited for. */
  Optional<String> withdraw(Entrant entrant) {
    Optional<String> reason;
    List<Entrant> admitted;
    synchronized (this) {
      reason = waiting.contains(entrant) ? Optional.of(reason(entrant)) : Optional.empty();
      waiting.remove(entrant);
      admitted = admit();
    }
    admitted.forEach(next -> next.go.run());
    return reason;
  }

  synchronized int taken() {
    return taken;
  }

  int limit() {
    return limit;
  }

  private int urgentWaiting() {
    int count = 0;
    for (Entrant entrant : waiting) {
      if (!entrant.claim.urgent()) {
        return count;
      }
      count++;
    }
    return count;
  }

  /** Those who may go on now, in the order in which they came. */
  private List<Entrant> admit() {
    List<Entrant> admitted = new ArrayList<>();
    Map<String, Boolean> wantedBefore = new HashMap<>();
    for (Iterator<Entrant> queue = waiting.iterator(); taken < limit && queue.hasNext(); ) {
      Entrant next = queue.next();
      if (blockedBy(next.claim, wantedBefore).isEmpty()) {
        queue.remove();
        taken++;
        next.claim.needs().forEach(this::take);
        admitted.add(next);
      } else {
        want(next.claim, wantedBefore);
      }
    }
    return admitted;
  }

  private static void want(Claim claim, Map<String, Boolean> wanted) {
    claim.needs().forEach(need -> wanted.merge(need.what(), need.alone(), Boolean::logicalOr));
  }

  /** The first thing that is not to be had; what others have waited for longer is theirs. */
  private Optional<Need> blockedBy(Claim claim, Map<String, Boolean> wantedBefore) {
    return claim.needs().stream()
        .filter(
            need -> {
              Holders holders = held.get(need.what());
              Boolean before = wantedBefore.get(need.what());
              return need.alone()
                  ? holders != null || before != null
                  : (holders != null && holders.alone) || Boolean.TRUE.equals(before);
            })
        .findFirst();
  }

  private String reason(Entrant entrant) {
    if (taken >= limit) {
      return "this runner was at its limit of " + limit + " runs at once";
    }
    Map<String, Boolean> wantedBefore = new HashMap<>();
    for (Entrant earlier : waiting) {
      if (earlier.equals(entrant)) {
        break;
      }
      want(earlier.claim, wantedBefore);
    }
    return blockedBy(entrant.claim, wantedBefore).map(Need::why).orElse("its turn did not come");
  }

  private void take(Need need) {
    Holders holders = held.computeIfAbsent(need.what(), _ -> new Holders());
    if (need.alone()) {
      holders.alone = true;
    } else {
      holders.shared++;
    }
  }

  private void giveUp(Need need) {
    Holders holders = held.get(need.what());
    if (need.alone()) {
      holders.alone = false;
    } else {
      holders.shared--;
    }
    if (!holders.alone && holders.shared == 0) {
      held.remove(need.what());
    }
  }
}
