package io.vigie.alert.simulation;

import io.vigie.alert.canary.Canary;
import io.vigie.alert.canary.CanaryAudience;
import io.vigie.alert.canary.CanaryChannel;
import io.vigie.alert.followup.FollowUps;
import io.vigie.alert.followup.Follower;
import io.vigie.alert.incident.Calculator;
import io.vigie.alert.incident.Ledger;
import io.vigie.alert.incident.LedgerException;
import io.vigie.alert.incident.Listening;
import io.vigie.alert.incident.Orders;
import io.vigie.alert.incident.Outbox;
import io.vigie.alert.incident.Posting;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.incident.Publications;
import io.vigie.alert.incident.Ticker;
import io.vigie.alert.notify.DeliveryListener;
import io.vigie.alert.notify.DeliveryRules;
import io.vigie.alert.notify.Notifier;
import io.vigie.alert.notify.Rate;
import io.vigie.alert.notify.Restraint;
import io.vigie.alert.notify.SingleLane;
import io.vigie.alert.pace.Loop;
import io.vigie.alert.route.Routes;
import io.vigie.alert.sight.Emergency;
import io.vigie.alert.sight.Lookout;
import io.vigie.alert.sight.Troubles;
import io.vigie.alert.silence.Silences;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Silence;
import io.vigie.contract.check.ItemId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * One process of the service, put together like the real one. What it remembers dies with it. It
 * may be frozen for a while, between any two effects, and then goes on as if nothing had happened.
 */
final class Node {

  final int number;
  private final World world;
  private final List<Strand> strands = new ArrayList<>();
  private final Map<String, List<Taken>> taken = new HashMap<>();
  private Silences silences = new Silences();
  private boolean alive;
  private boolean frozen;
  private int lives;

  Node(int number, World world) {
    this.number = number;
    this.world = world;
  }

  /**
   * A message that was taken up.
   *
   * @param order which of all that was ever taken up
   * @param seq how much had been written by then
   * @param silence the silence that this process knew to cover it
   * @param attempts how often it has been taken up, this time included
   * @param over it was taken up to say that it is over
   */
  record Taken(
      IncidentId incident,
      ItemId item,
      int order,
      int seq,
      Optional<Silence> silence,
      int attempts,
      boolean over) {}

  boolean runs() {
    return alive && !frozen;
  }

  boolean lives() {
    return alive;
  }

  /** Which life this is; what began in another must end. */
  int life() {
    return lives;
  }

  void freeze(boolean whether) {
    frozen = whether;
  }

  /** Whatever it was about to do, it does not. */
  void die() {
    alive = false;
    frozen = false;
    lives++;
    List<Strand> ended = List.copyOf(strands);
    strands.clear();
    ended.stream().filter(Strand::isPaused).forEach(this::run);
  }

  void start() {
    alive = true;
    silences = new Silences();
    Routes routes = Desk.routes(world.flaw.in(silences));
    UnderFire fire = new UnderFire(world, this);
    CanaryAudience audience = new CanaryAudience(world.flaw.planning(routes));
    LedgerInMemory real = new LedgerInMemory(world.rows, audience, world.flaw);
    Ledger ledger = fire.around(world.flaw.in(real));
    Orders orders = fire.around(world.flaw.in(new OrdersInMemory(world.rows, real, silences)));
    Outbox outbox = fire.around(world.flaw.in(world.outbox));
    Listening listening = new Listening();
    listening.gained(1, world.clock.instant());
    Consumer consumer = new Consumer(world, this, ledger, orders, listening);
    add(() -> world.unreadDefinitions().isEmpty(), consumer::checks);
    Strand reading = add(() -> isRead(consumer), consumer::results);
    strands.add(reading);
    add(() -> consumer.isIdle(SimulatedLog.COMMANDS), consumer::commands);
    add(() -> false, new Ticker(ledger, listening, world.clock, _ -> {})::round);
    add(() -> world.rows.rollUpsDue.isEmpty(), new Calculator(ledger, world.clock, _ -> {})::round);
    Publications publications = fire.around(world.publications);
    add(() -> false, () -> relay(publications));
    follow(fire, routes);
    watch(fire, routes);
    tell(outbox, routes);
    Set<String> channels = Set.copyOf(world.channels());
    add(() -> world.rows.messages.isEmpty(), () -> giveUp(outbox, channels));
  }

  private Strand add(BooleanSupplier idle, Loop.Task task) {
    Strand strand = new Strand(idle, task);
    strands.add(strand);
    return strand;
  }

  private static boolean isRead(Consumer consumer) {
    for (int partition = 0; partition < SimulatedLog.RESULTS; partition++) {
      if (!consumer.isIdle(partition)) {
        return false;
      }
    }
    return true;
  }

  private void follow(UnderFire fire, Routes routes) {
    FollowUps kept = fire.around(world.flaw.in(world.followUps));
    add(
        () -> world.rows.incidents.isEmpty(),
        new Follower(kept, routes, world.clock, _ -> {})::round);
    if (world.plot.people()) {
      add(() -> false, this::learn);
    }
  }

  /** Another process may have written a silence. */
  private boolean learn() {
    silences.know(world.rows.lasting(world.clock.instant()));
    return false;
  }

  private void watch(UnderFire fire, Routes routes) {
    if (world.plot.watched()) {
      Troubles troubles = fire.around(world.flaw.in(world.troubles(routes)));
      Map<String, Notifier> notifiers = new HashMap<>();
      Desk.CHANNELS.forEach(
          name -> notifiers.put(name, new SimulatedChannel(name, world, this, false)));
      Emergency emergency = new Emergency(() -> notifiers, routes);
      add(
          () -> false,
          new Lookout(troubles, () -> true, emergency, world.clock, _ -> {}, _ -> {})::round);
    }
  }

  private void tell(Outbox outbox, Routes routes) {
    Restraint restraint =
        new Restraint(routes, Set.of(Canary.CHANNEL), new AbsencesInMemory(world.rows));
    DeliveryListener listener =
        new Canary(world.sink, world.flaw.fresh(Desk.FRESH), world::cameRound);
    for (String channel : world.channels()) {
      Notifier notifier =
          channel.equals(Canary.CHANNEL)
              ? new CanaryEar(new CanaryChannel(), channel)
              : new SimulatedChannel(channel, world, this, true);
      Rate rate = channel.equals(Desk.SLACK) ? world.flaw.of(Rate.ONE_A_SECOND) : Rate.UNLIMITED;
      Loop.Task lane =
          SingleLane.of(
              channel,
              notifier,
              rate,
              outbox,
              restraint,
              world.rules,
              world.clock,
              world.random,
              listener);
      add(() -> !world.isDue(channel), lane);
    }
  }

  /** The real channel of the canary, and somebody who notes what it got. */
  private final class CanaryEar implements Notifier {
    private final CanaryChannel channel;
    private final String name;

    CanaryEar(CanaryChannel channel, String name) {
      this.channel = channel;
      this.name = name;
    }

    @Override
    public io.vigie.alert.notify.Attempt send(
        io.vigie.alert.notify.story.Story story, Optional<String> receipt) {
      world.sink.accept(name, Node.this, story);
      return channel.send(story, receipt);
    }

    @Override
    public void close() {}
  }

  private boolean giveUp(Outbox outbox, Set<String> channels) {
    var _ =
        outbox.giveUp(
            channels, world.rules.maxAge(), DeliveryRules.ORPHAN_AGE, world.clock.instant());
    return false;
  }

  private boolean relay(Publications publications) {
    List<Publications.Publication> found = publications.unpublished(50);
    if (!found.isEmpty()) {
      for (Publications.Publication one : found) {
        world.publish(one);
      }
      publications.published(found);
    }
    return false;
  }

  /** Notes what was taken up by a lane of this process. */
  void takes(String channel, List<Posting> postings, Instant now) {
    List<Taken> all = new ArrayList<>();
    for (Posting one : postings) {
      all.add(
          new Taken(
              one.incident().id(),
              one.incident().item(),
              world.takes(),
              world.chronicle.seq(),
              silences.covering(one.check(), now),
              one.attempts(),
              one.telling() == Telling.RESOLVED || one.telling() == Telling.OPENED_AND_RESOLVED));
    }
    taken.put(channel, all);
  }

  /** Empty for what is told from memory. */
  Optional<Taken> taken(String channel, IncidentId incident) {
    return taken.getOrDefault(channel, List.of()).stream()
        .filter(one -> one.incident().equals(incident))
        .findFirst();
  }

  List<Taken> pile(String channel) {
    return taken.get(channel);
  }

  /** Lets one of its threads begin something, or go on with it. */
  void runSomething() {
    if (runs()) {
      Strand strand = strands.get(world.random.nextInt(strands.size()));
      if (!strand.isIdle()) {
        run(strand);
      }
    }
  }

  /** Lets all of its threads end what they have begun. */
  void finish() {
    List.copyOf(strands).stream().filter(Strand::isPaused).forEach(this::run);
  }

  /** Lets all of its threads do a round, one after the other. */
  void runEverything() {
    for (Strand strand : strands) {
      if (!strand.isIdle()) {
        strand.runThrough();
      }
    }
  }

  private void run(Strand strand) {
    try {
      strand.resume();
    } catch (Crash killed) {
      world.note(() -> this + " had begun something");
    } catch (LedgerException e) {
      world.note(() -> this + " tries again later: " + e.getMessage());
    }
  }

  @Override
  public String toString() {
    return "node " + number;
  }
}
