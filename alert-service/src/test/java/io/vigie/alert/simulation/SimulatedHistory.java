package io.vigie.alert.simulation;

import io.vigie.alert.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One history, from its seed. */
final class SimulatedHistory {

  private static final int STEPS = 150;
  private static final int LONGEST_CALM = 100;
  private static final int SHORT_CALM = 10;
  private static final Duration PACE = Duration.ofSeconds(5);
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(3);

  private final long seed;
  private final World world;

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
    List<String> broken = new SimulatedHistory(seed, flaw.get(), Optional.of(lines)).run();
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
    world.targets.settle();
    if (!comesToRest()) {
      return List.of("I1: all is well, and there is no rest");
    }
    Judge judge = new Judge(world);
    List<String> broken = judge.verdict();
    return broken.isEmpty() && seed % 8 == 0 ? silence() : broken;
  }

  private boolean comesToRest() {
    for (int i = 0; i < LONGEST_CALM; i++) {
      world.targets.allPass();
      world.nodes.forEach(Node::runEverything);
      world.nodes.forEach(Node::runEverything);
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
        && world.rows.messages.stream().noneMatch(Rows.Message::isPending)
        && world.rows.incidents.values().stream().noneMatch(row -> row.incident.isOpen())
        && world.rows.rollUpsDue.isEmpty()
        && world.publications.unpublished(1).isEmpty();
  }

  private List<String> silence() {
    for (Duration silent = Duration.ZERO;
        silent.compareTo(LONGEST_SILENCE) < 0;
        silent = silent.plus(PACE)) {
      world.pass(PACE);
      world.nodes.forEach(Node::runEverything);
    }
    return new Judge(world).afterSilence();
  }
}
