package io.vigie.alert.simulation;

import io.vigie.alert.incident.Calculator;
import io.vigie.alert.incident.Ledger;
import io.vigie.alert.incident.LedgerException;
import io.vigie.alert.incident.Listening;
import io.vigie.alert.incident.Outbox;
import io.vigie.alert.incident.Publications;
import io.vigie.alert.incident.Ticker;
import io.vigie.alert.notify.DeliveryRules;
import io.vigie.alert.notify.SingleLane;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One process of the service. What it remembers dies with it. It may be frozen for a while, between
 * any two effects, and then goes on as if nothing had happened.
 */
final class Node {

  final int number;
  private final World world;
  private final List<Strand> strands = new ArrayList<>();
  private boolean alive;
  private boolean frozen;
  private int lives;

  Node(int number, World world) {
    this.number = number;
    this.world = world;
  }

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
    UnderFire fire = new UnderFire(world, this);
    Ledger ledger = fire.around(world.flaw.in(world.ledger));
    Outbox outbox = fire.around(world.flaw.in(world.outbox));
    Listening listening = new Listening();
    listening.gained(1, world.clock.instant());
    Consumer consumer = new Consumer(world, this, ledger, listening);
    strands.add(new Strand(consumer::checks));
    Strand reading = new Strand(consumer::results);
    strands.add(reading);
    strands.add(reading);
    strands.add(new Strand(new Ticker(ledger, listening, world.clock, _ -> {})::round));
    strands.add(new Strand(new Calculator(ledger, world.clock, _ -> {})::round));
    Publications publications = fire.around(world.publications);
    strands.add(new Strand(() -> relay(publications)));
    DeliveryRules rules = world.rules;
    Set<String> channels = world.channels();
    for (String channel : World.CHANNELS) {
      SimulatedChannel notifier = new SimulatedChannel(channel, world, this);
      strands.add(
          new Strand(
              SingleLane.of(
                  channel, notifier, outbox, rules, world.clock, world.random, world.sink)));
    }
    strands.add(
        new Strand(
            () -> {
              outbox.giveUp(
                  channels, rules.maxAge(), DeliveryRules.ORPHAN_AGE, world.clock.instant());
              return false;
            }));
  }

  private boolean relay(Publications publications) {
    List<Publications.Publication> found = publications.unpublished(50);
    for (Publications.Publication one : found) {
      world.publish(one);
    }
    publications.published(found);
    return false;
  }

  /** Lets one of its threads begin something, or go on with it. */
  void runSomething() {
    if (runs()) {
      run(strands.get(world.random.nextInt(strands.size())));
    }
  }

  /** Lets all of its threads end what they have begun. */
  void finish() {
    strands.stream().filter(Strand::isPaused).forEach(this::run);
  }

  /** Lets all of its threads do a round, one after the other. */
  void runEverything() {
    strands.forEach(Strand::runThrough);
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
