package io.vigie.alert.simulation;

import io.vigie.alert.Samples;
import io.vigie.alert.simulation.Targets.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One history, from its seed. */
final class SimulatedHistory {

  private static final int STEPS = 150;
  private static final int LONGEST_CALM = 100;
  private static final int SHORT_CALM = 10;

  /** So many results, and the worst thresholds are met. */
  private static final int ENOUGH = 3;

  private static final int ROUNDS_OF_FAILURE = 12;
  private static final int ROUNDS_OF_DARKNESS = 6;
  private static final int ENOUGH_SECONDS = 20;
  private static final Duration A_SECOND = Duration.ofSeconds(1);
  private static final Duration PACE = Duration.ofSeconds(5);
  private static final Duration LONG_PACE = Duration.ofSeconds(10);
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(3);

  private final long seed;
  private final World world;
  private final List<String> broken = new ArrayList<>();

  private SimulatedHistory(long seed, Flaw flaw, Optional<List<String>> trace) {
    this.seed = seed;
    this.world = new World(seed, Samples.START, flaw, trace);
  }

  /** What it did not keep of the promises; empty when it kept them all. */
  static List<String> broken(long seed, Supplier<Flaw> flaw) {
    return new SimulatedHistory(seed, flaw.get(), Optional.empty()).run();
  }

  /** The same, as it went. */
  static String told(long seed, Supplier<Flaw> flaw) {
    List<String> lines = new ArrayList<>();
    SimulatedHistory history = new SimulatedHistory(seed, flaw.get(), Optional.of(lines));
    List<String> broken = history.run();
    history.world.rows.items.values().forEach(one -> lines.add(one.item.toString()));
    history.world.rows.incidents.values().forEach(one -> lines.add(one.toString()));
    history.world.rows.messages.forEach(one -> lines.add(one.toString()));
    return "seed "
        + seed
        + " (again with -Dvigie.seed="
        + seed
        + "):\n"
        + String.join("\n", lines)
        + "\n"
        + String.join("\n", broken);
  }

  private List<String> run() {
    for (int i = 0; i < STEPS; i++) {
      world.step();
    }
    world.calmDown();
    Instant calmSince = world.clock.instant();
    for (int i = 0; i < ENOUGH && !world.log.isRead(); i++) {
      round();
    }
    Judge judge = new Judge(world, calmSince);
    broken.addAll(judge.whatIsBelieved());
    world.targets.settle();
    trouble(judge);
    if (!comesToRest()) {
      broken.add("I1: all is well, and there is no rest: " + unrest());
      return broken;
    }
    broken.addAll(judge.verdict());
    if (broken.isEmpty() && seed % 8 == 0) {
      broken.addAll(silence(judge));
    }
    return broken;
  }

  /** Everybody does what there is to do; what may be called only once a second takes a while. */
  private void round() {
    world.nodes.forEach(Node::runEverything);
    world.nodes.forEach(Node::runEverything);
    for (int i = 0; i < ENOUGH_SECONDS && world.isDue(Desk.SLACK); i++) {
      world.pass(A_SECOND);
      world.nodes.forEach(Node::runEverything);
    }
  }

  /** While nothing goes wrong in the service, something goes wrong elsewhere. */
  private void trouble(Judge judge) {
    if (world.plot.darkness() && world.plot.plain()) {
      for (int i = 0; i < ROUNDS_OF_DARKNESS; i++) {
        world.targets.allBlind();
        round();
        world.pass(PACE);
      }
      broken.addAll(judge.inTheDark());
    } else if (seed % 4 == 0) {
      failure();
    } else if (world.plot.canary()) {
      Target canary = world.targets.all().getLast();
      world.pass(A_SECOND);
      world.targets.fail(canary);
      round();
    }
  }

  private void failure() {
    List<Target> all = world.targets.all();
    Target target = all.get(world.random.nextInt(all.size()));
    if (world.plot.people() && world.random.nextBoolean()) {
      world.people.mute(1 + world.random.nextInt(20));
    }
    world.pass(A_SECOND);
    for (int i = 0; i < ROUNDS_OF_FAILURE; i++) {
      world.targets.fail(target);
      round();
      world.pass(LONG_PACE);
    }
  }

  private boolean comesToRest() {
    for (int i = 0; i < LONGEST_CALM; i++) {
      world.targets.allPass();
      round();
      if (i > 3 && isAtRest()) {
        return true;
      }
      // What went to and fro is not over before it has been steady for minutes.
      world.pass(i < SHORT_CALM ? PACE : PACE.multipliedBy(12));
    }
    return false;
  }

  private boolean isAtRest() {
    return world.log.isRead()
        && world.unreadDefinitions().isEmpty()
        && world.rows.messages.stream().noneMatch(Message::isPending)
        && world.rows.incidents.values().stream().noneMatch(row -> row.overAt.isEmpty())
        && world.rows.rollUpsDue.isEmpty()
        && world.publications.unpublished(1).isEmpty();
  }

  private String unrest() {
    return "messages "
        + world.rows.messages.stream()
            .filter(Message::isPending)
            .map(one -> one.occasion + " of " + one.item + " on " + one.channel)
            .toList()
        + ", incidents "
        + world.rows.incidents.values().stream()
            .filter(row -> row.overAt.isEmpty())
            .map(IncidentRow::item)
            .toList()
        + ", unread "
        + !world.log.isRead();
  }

  private List<String> silence(Judge judge) {
    for (Duration silent = Duration.ZERO;
        silent.compareTo(LONGEST_SILENCE) < 0;
        silent = silent.plus(PACE)) {
      world.pass(PACE);
      world.nodes.forEach(Node::runEverything);
    }
    return judge.afterSilence();
  }
}
