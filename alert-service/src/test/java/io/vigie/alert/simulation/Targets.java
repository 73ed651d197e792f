package io.vigie.alert.simulation;

import io.vigie.alert.Samples;
import io.vigie.alert.Variety;
import io.vigie.alert.incident.Ledger.Definition;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Thresholds;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What is looked at, and what the runners say of it: that it is well or broken for a while; twice;
 * late; and that they could not look.
 */
final class Targets {

  private static final List<Variety> VARIETIES = List.of(Variety.values());

  private final World world;
  private final List<Target> all = new ArrayList<>();
  private final List<Result> late = new ArrayList<>();
  private final List<Result> said = new ArrayList<>();
  private final boolean onlyPlain;
  private int revisions = 1;

  /** One item. */
  static final class Target {
    final Check original;
    final boolean poison;
    Check check;
    boolean broken;
    boolean removed;
    Instant newest;

    Target(Check check, boolean poison, Instant start) {
      this.original = check;
      this.check = check;
      this.poison = poison;
      this.newest = start;
    }

    ItemId item() {
      return original.item();
    }
  }

  Targets(World world) {
    this.world = world;
    this.onlyPlain = world.random.nextBoolean();
    int count = 1 + world.random.nextInt(3);
    for (int i = 0; i < count; i++) {
      boolean poison = i > 0 && world.random.nextInt(8) == 0;
      all.add(new Target(check(i), poison, world.clock.instant()));
    }
    if (world.random.nextInt(4) == 0) {
      ItemId[] members = all.stream().map(Target::item).toArray(ItemId[]::new);
      world.define(
          new Definition.Defined(Samples.rollUp(Samples.item("ROLL-UP"), Samples.all(members))));
    }
    all.forEach(target -> world.define(new Definition.Defined(target.check)));
    List<Definition> first = world.unreadDefinitions();
    world.ledger.define(first, world.clock.instant());
    world.definitionsRead(first.size());
  }

  private Check check(int number) {
    int of = 1 + world.random.nextInt(3);
    Thresholds thresholds =
        new Thresholds(1 + world.random.nextInt(of), of, 1 + world.random.nextInt(2));
    return number == 0 && !onlyPlain
        ? VARIETIES.get(world.random.nextInt(VARIETIES.size())).check(thresholds)
        : Samples.check(Samples.item("CH-10" + number), thresholds, "default");
  }

  List<Target> all() {
    return all;
  }

  /** True where nothing but the results decides, so that what is to be told can be worked out. */
  boolean onlyPlain() {
    return onlyPlain;
  }

  boolean isPoison(ItemId item) {
    return all.stream().anyMatch(target -> target.poison && target.item().equals(item));
  }

  /** Somebody says something. */
  void speak() {
    switch (world.random.nextInt(10)) {
      case 0 -> repeat(said);
      case 1 -> {
        if (!late.isEmpty()) {
          append(late.remove(world.random.nextInt(late.size())), "late ");
        }
      }
      default -> speak(all.get(world.random.nextInt(all.size())));
    }
  }

  private void repeat(List<Result> results) {
    if (!results.isEmpty()) {
      append(results.get(world.random.nextInt(results.size())), "again ");
    }
  }

  private void speak(Target target) {
    if (world.random.nextInt(5) == 0) {
      target.broken = !target.broken;
    }
    world.pass(Duration.ofMillis(world.random.nextInt(3_000)));
    Result result = result(target);
    if (world.random.nextInt(12) == 0) {
      late.add(result);
    } else {
      append(result, "");
    }
  }

  private Result result(Target target) {
    target.newest = later(target.newest.plusMillis(1), world.clock.instant());
    if (!onlyPlain && world.random.nextInt(3) > 0) {
      return Variety.result(world.random, target.check, target.newest);
    }
    Outcome outcome =
        switch (world.random.nextInt(12)) {
          case 0 -> new Outcome.Blind("resolver", "no answer");
          case 1 -> new Outcome.Missed("asleep");
          default ->
              target.broken
                  ? new Outcome.Failed(Samples.failure("status was 503"))
                  : new Outcome.Passed("200");
        };
    return Samples.result(target.item(), target.newest, outcome);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private void append(Result result, String how) {
    said.add(result);
    world.note(
        () ->
            how
                + result.item().item()
                + " "
                + result.outcome().getClass().getSimpleName()
                + " due "
                + result.dueAt());
    world.log.append(result, world.clock.instant());
  }

  /** The checklist says something else. */
  void change() {
    if (onlyPlain) {
      return;
    }
    Target target = all.get(world.random.nextInt(all.size()));
    String revision = "r" + ++revisions;
    target.removed = world.random.nextInt(4) == 0;
    target.check =
        world.random.nextInt(4) == 0
            ? Samples.excluded(target.original, "not here").stamped(revision)
            : target.original.stamped(revision);
    define(target);
  }

  private void define(Target target) {
    world.note(() -> target.item().item() + (target.removed ? " is removed" : " is changed"));
    world.define(
        target.removed
            ? new Definition.Removed(target.item())
            : new Definition.Defined(target.check));
  }

  /** In the end everything is there, or gone for good. */
  void settle() {
    for (Target target : all) {
      if (!target.check.applies()) {
        target.check = target.original.stamped("last");
        define(target);
      }
    }
  }

  /** Everything is well now, as all see it. */
  void allPass() {
    for (Target target : all) {
      target.newest = later(target.newest.plusMillis(1), world.clock.instant());
      Outcome well = new Outcome.Passed("200");
      List<String> places =
          target.check.vantage().map(vantage -> vantage.locations()).orElse(List.of("outside"));
      places.forEach(place -> append(Samples.from(place, target.item(), target.newest, well), ""));
    }
  }
}
