package io.vigie.runner.run;

import io.vigie.runner.run.Claim.Need;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Decides who may go on: nobody beside whom he must not be, and no more at once than there are
 * places. Each goes through one {@linkplain Gate gate} after the other and keeps what he has got;
 * as all have the same order, nobody waits for whom he keeps waiting. Who must be alone is not
 * starved by a stream of others, and who has a system to himself does not wait for another system's
 * crowd. Who would be one too many to wait is turned away, out of the longest queue. No thread
 * waits here. Thread-safe.
 */
final class Admission {

  private final int mostWaiting;
  private final Map<String, Gate> gates = new HashMap<>();
  private final Map<Entrant, Ticket> tickets = new HashMap<>();
  private final Map<String, LinkedHashSet<Ticket>> crowds = new HashMap<>();
  private int waiting;
  private int taken;
  private long served;

  /**
   * Who wants to go on.
   *
   * @param go runs once when he may
   * @param turnedAway runs instead, with the reason, when too many wait already
   */
  record Entrant(Claim claim, Runnable go, Consumer<String> turnedAway) {

    /** One who is not turned away. */
    Entrant(Claim claim, Runnable go) {
      this(claim, go, _ -> {});
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  /**
   * What one waited for.
   *
   * @param overload whether it was this runner's limits, and not another run, that he waited for
   */
  record Wait(String why, boolean overload) {}

  /** One on his way. */
  static final class Ticket {
    private final Entrant entrant;
    private final long number;
    private int passed;
    private boolean rests;

    private Ticket(Entrant entrant, long number) {
      this.entrant = entrant;
      this.number = number;
    }

    Claim claim() {
      return entrant.claim();
    }

    /** What he needs next. */
    Need need() {
      return claim().needs().get(passed);
    }

    boolean before(Ticket other) {
      return number < other.number;
    }

    /** What he has. */
    private List<Need> got() {
      List<Need> got = claim().needs().subList(0, passed);
      return rests ? got.stream().filter(Ticket::isAlone).toList() : got;
    }

    private static boolean isAlone(Need need) {
      return need instanceof Claim.Thing thing && thing.alone();
    }

    private boolean isThrough() {
      return passed == claim().needs().size();
    }
  }

  Admission(int mostWaiting) {
    this.mostWaiting = mostWaiting;
  }

  /** Lets {@code entrant} go on: now, or when others have left. */
  void enter(Entrant entrant) {
    List<Runnable> news = new ArrayList<>();
    synchronized (this) {
      Ticket ticket = new Ticket(entrant, served++);
      tickets.put(entrant, ticket);
      advance(ticket, news);
      if (waiting > mostWaiting) {
        turnAway(news);
      }
    }
    news.forEach(Runnable::run);
  }

  /** Gives up what an entrant got, to those who have waited longest for it. */
  void leave(Entrant entrant) {
    List<Runnable> news = new ArrayList<>();
    synchronized (this) {
      Ticket ticket = tickets.remove(entrant);
      if (!ticket.rests) {
        taken--;
      }
      giveBack(ticket.got(), ticket, news);
    }
    news.forEach(Runnable::run);
  }

  /** Gives up what an entrant got beside others; what he has alone he keeps until he leaves. */
  void leaveAllButAlone(Entrant entrant) {
    List<Runnable> news = new ArrayList<>();
    synchronized (this) {
      Ticket ticket = tickets.get(entrant);
      taken--;
      List<Need> shared = ticket.got().stream().filter(need -> !Ticket.isAlone(need)).toList();
      ticket.rests = true;
      giveBack(shared, ticket, news);
    }
    news.forEach(Runnable::run);
  }

  /** Takes one out of the queue who has not been let in, and says what he waited for. */
  Optional<Wait> withdraw(Entrant entrant) {
    List<Runnable> news = new ArrayList<>();
    Optional<Wait> reason;
    synchronized (this) {
      Ticket ticket = tickets.get(entrant);
      if (ticket == null || ticket.isThrough()) {
        return Optional.empty();
      }
      reason = Optional.of(remove(ticket, news));
    }
    news.forEach(Runnable::run);
    return reason;
  }

  /** How many have been let in and have not left. */
  synchronized int taken() {
    return taken;
  }

  /** How many wait, without the urgent. */
  synchronized int waiting() {
    return waiting;
  }

  private void advance(Ticket ticket, List<Runnable> news) {
    while (!ticket.isThrough()) {
      Gate gate = gates.computeIfAbsent(ticket.need().what(), _ -> new Gate(ticket.need()));
      if (!gate.pass(ticket)) {
        gate.queue(ticket);
        join(ticket);
        return;
      }
      ticket.passed++;
    }
    taken++;
    news.add(ticket.entrant.go());
  }

  private Wait remove(Ticket ticket, List<Runnable> news) {
    Gate gate = gates.get(ticket.need().what());
    Wait reason = gate.reason(ticket);
    gate.giveUp(ticket);
    tickets.remove(ticket.entrant);
    quit(ticket);
    Deque<String> freed = new ArrayDeque<>(List.of(ticket.need().what()));
    release(ticket.got(), ticket, freed);
    letThrough(freed, news);
    return reason;
  }

  /** The urgent are few, and none of the crowd: they are not turned away. */
  private void join(Ticket ticket) {
    if (!ticket.claim().urgent()) {
      crowds.computeIfAbsent(ticket.claim().flow(), _ -> new LinkedHashSet<>()).add(ticket);
      waiting++;
    }
  }

  private void quit(Ticket ticket) {
    String flow = ticket.claim().flow();
    LinkedHashSet<Ticket> crowd = crowds.get(flow);
    if (crowd != null && crowd.remove(ticket)) {
      waiting--;
      if (crowd.isEmpty()) {
        crowds.remove(flow);
      }
    }
  }

  private void giveBack(List<Need> needs, Ticket ticket, List<Runnable> news) {
    Deque<String> freed = new ArrayDeque<>();
    release(needs, ticket, freed);
    letThrough(freed, news);
  }

  private void release(List<Need> needs, Ticket ticket, Deque<String> freed) {
    for (Need need : needs) {
      gates.get(need.what()).release(ticket, need);
      freed.add(need.what());
    }
  }

  private void letThrough(Deque<String> freed, List<Runnable> news) {
    while (!freed.isEmpty()) {
      String what = freed.remove();
      Gate gate = gates.get(what);
      if (gate == null) {
        continue;
      }
      for (Optional<Ticket> next = gate.next(); next.isPresent(); next = gate.next()) {
        Ticket ticket = next.get();
        quit(ticket);
        ticket.passed++;
        advance(ticket, news);
      }
      if (gate.isUnused()) {
        gates.remove(what);
      }
    }
  }

  /** The last who came of those of whom most wait. */
  private void turnAway(List<Runnable> news) {
    LinkedHashSet<Ticket> longest = new LinkedHashSet<>();
    for (LinkedHashSet<Ticket> crowd : crowds.values()) {
      longest = crowd.size() > longest.size() ? crowd : longest;
    }
    Ticket last = longest.getLast();
    Wait reason = remove(last, news);
    String why = reason.why() + ", and " + waiting + " runs waited already";
    news.add(() -> last.entrant.turnedAway().accept(why));
  }
}
