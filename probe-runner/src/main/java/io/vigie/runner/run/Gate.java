package io.vigie.runner.run;

import io.vigie.runner.run.Admission.Ticket;
import io.vigie.runner.run.Claim.Need;
import io.vigie.runner.run.Claim.Place;
import io.vigie.runner.run.Claim.Thing;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;

/**
 * Who has one thing, and who waits for it. What is dealt out evenly goes to the flow that holds the
 * least of it; anything else to who came first. Entering, leaving and giving up cost next to
 * nothing, however many wait. Not thread-safe.
 */
final class Gate {

  /** A flow that holds no more than this part of all places may take reserved ones. */
  private static final int FEW = 20;

  private final boolean even;
  private final Map<String, Integer> heldBy = new HashMap<>();
  private final LinkedHashSet<Ticket> urgent = new LinkedHashSet<>();
  private final Map<String, LinkedHashSet<Ticket>> waiting = new LinkedHashMap<>();
  private int held;
  private boolean alone;

  Gate(Need need) {
    this.even = need instanceof Place;
  }

  /** Goes through at once, where nobody has to be let through before. */
  boolean pass(Ticket ticket) {
    boolean overtakes = ticket.claim().urgent() ? !urgent.isEmpty() : isAhead(ticket);
    if (overtakes || !isFree(ticket)) {
      return false;
    }
    take(ticket);
    return true;
  }

  private boolean isAhead(Ticket ticket) {
    return !urgent.isEmpty() || waiting.containsKey(flow(ticket));
  }

  void queue(Ticket ticket) {
    if (ticket.claim().urgent()) {
      urgent.add(ticket);
    } else {
      waiting.computeIfAbsent(flow(ticket), _ -> new LinkedHashSet<>()).add(ticket);
    }
  }

  void giveUp(Ticket ticket) {
    urgent.remove(ticket);
    String flow = flow(ticket);
    LinkedHashSet<Ticket> others = waiting.get(flow);
    if (others != null && others.remove(ticket) && others.isEmpty()) {
      waiting.remove(flow);
    }
  }

  void release(Ticket ticket, Need need) {
    held--;
    heldBy.computeIfPresent(flow(ticket), (_, count) -> count == 1 ? null : count - 1);
    if (need instanceof Thing thing && thing.alone()) {
      alone = false;
    }
  }

  /** The next who may go through; he has. */
  Optional<Ticket> next() {
    Optional<Ticket> next = urgent.isEmpty() ? ofFlows() : Optional.of(urgent.getFirst());
    next = next.filter(this::isFree);
    next.ifPresent(
        ticket -> {
          giveUp(ticket);
          take(ticket);
        });
    return next;
  }

  private Optional<Ticket> ofFlows() {
    Ticket best = null;
    int least = Integer.MAX_VALUE;
    for (Map.Entry<String, LinkedHashSet<Ticket>> flow : waiting.entrySet()) {
      int count = heldBy.getOrDefault(flow.getKey(), 0);
      Ticket first = flow.getValue().getFirst();
      if (count < least || (count == least && best != null && first.before(best))) {
        best = first;
        least = count;
      }
    }
    return Optional.ofNullable(best);
  }

  private void take(Ticket ticket) {
    held++;
    heldBy.merge(flow(ticket), 1, Integer::sum);
    alone = ticket.need() instanceof Thing thing && thing.alone();
  }

  private boolean isFree(Ticket ticket) {
    return switch (ticket.need()) {
      case Thing thing -> thing.alone() ? held == 0 : !alone && held < thing.most();
      case Place place ->
          held < place.most() && (held < place.most() - place.reserve() || mayDraw(ticket, place));
    };
  }

  /** Whether the reserve is for this one. */
  private boolean mayDraw(Ticket ticket, Place place) {
    return ticket.claim().urgent()
        || heldBy.getOrDefault(flow(ticket), 0) < Math.max(1, place.most() / FEW);
  }

  /** Why somebody who waits here has not got through. */
  Admission.Wait reason(Ticket ticket) {
    return switch (ticket.need()) {
      case Thing thing when held < thing.most() || alone -> new Admission.Wait(thing.why(), false);
      case Thing thing -> new Admission.Wait(atLimit(thing.most(), thing.what()), true);
      case Place place ->
          held >= place.most()
              ? new Admission.Wait(atLimit(place.most(), place.what()), true)
              : new Admission.Wait(
                  atLimit(place.most() - place.reserve(), place.what())
                      + " for system "
                      + ticket.claim().flow(),
                  true);
    };
  }

  private static String atLimit(int most, String what) {
    return "this runner was at its limit of " + most + " " + what + " at once";
  }

  boolean isUnused() {
    return held == 0 && urgent.isEmpty() && waiting.isEmpty();
  }

  /** How many are through. */
  int held() {
    return held;
  }

  private String flow(Ticket ticket) {
    return even ? ticket.claim().flow() : "";
  }
}
