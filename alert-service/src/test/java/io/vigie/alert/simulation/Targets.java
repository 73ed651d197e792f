package io.vigie.alert.simulation;

import io.vigie.alert.Samples;
import io.vigie.alert.Variety;
import io.vigie.alert.canary.Canary;
import io.vigie.alert.incident.Ledger.Definition;
import io.vigie.alert.silence.Silences;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Severity;
import io.vigie.contract.check.Thresholds;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * What is looked at, and what the runners say of it: that it is well or broken for a while; twice;
 * late; and that they could not look.
 */
final class Targets {

  private static final List<Variety> VARIETIES = List.of(Variety.values());
  private static final List<Severity> SEVERITIES =
      List.of(Severity.P0, Severity.P0, Severity.P0, Severity.P1, Severity.P2);
  private static final int CROWD = 12;
  private static final int FEWEST_IN_THE_DARK = 3;

  private final World world;
  private final Random random;
  private final List<Target> all = new ArrayList<>();
  private final List<Result> late = new ArrayList<>();
  private final List<Result> said = new ArrayList<>();
  private boolean dark;

  /** Something was taken out of the checklist at some time, and with it what depended on it. */
  boolean someWereGone;

  private int revisions = 1;

  /** One item. */
  static final class Target {
    final Check original;
    final boolean poison;

    /** Nothing but results decides about it. */
    final boolean plain;

    final Optional<String> host;
    Check check;
    boolean broken;
    boolean removed;
    Instant newest;

    Target(Check check, boolean poison, boolean plain, Optional<String> host, Instant start) {
      this.original = check;
      this.check = check;
      this.poison = poison;
      this.plain = plain;
      this.host = host;
      this.newest = start;
    }

    ItemId item() {
      return original.item();
    }
  }

  Targets(World world) {
    this.world = world;
    this.random = world.random;
    int count = 1 + random.nextInt(3);
    if (world.plot.darkness()) {
      count = FEWEST_IN_THE_DARK;
    }
    if (world.plot.crowd()) {
      count = CROWD + random.nextInt(3);
    }
    // What cannot be written is not seen, and who watches says so for as long.
    boolean watched = world.plot.watched();
    boolean together = random.nextBoolean();
    for (int i = 0; i < count; i++) {
      boolean poison = i > 0 && !watched && random.nextInt(8) == 0;
      boolean varied = i == 0 && !world.plot.plain();
      Check check = varied ? varied() : plain(i, together);
      all.add(new Target(check, poison, world.plot.plain(), host(), world.clock.instant()));
    }
    if (world.plot.canary()) {
      Check check = Samples.check(Canary.ITEM, new Thresholds(1, 1, 1), "default");
      all.add(new Target(check, false, true, Optional.empty(), world.clock.instant()));
    }
    begin();
  }

  private void begin() {
    if (random.nextInt(4) == 0) {
      ItemId[] members = all.stream().map(Target::item).toArray(ItemId[]::new);
      world.define(
          new Definition.Defined(Samples.rollUp(Samples.item("ROLL-UP"), Samples.all(members))));
    }
    all.forEach(target -> world.define(new Definition.Defined(target.check)));
    List<Definition> first = world.unreadDefinitions();
    var _ =
        new LedgerInMemory(world.rows, Desk.routes(new Silences()), Flaw.none())
            .define(first, world.clock.instant());
    world.definitionsRead(first.size());
  }

  private Thresholds thresholds() {
    int of = 1 + random.nextInt(3);
    return new Thresholds(1 + random.nextInt(of), of, 1 + random.nextInt(2));
  }

  private Check varied() {
    return VARIETIES.get(random.nextInt(VARIETIES.size())).check(thresholds());
  }

  /** Some depend on one before them; of many, each has a system of its own or all have one. */
  private Check plain(int number, boolean together) {
    boolean apart = world.plot.crowd() && !together;
    String system = apart ? "system-" + number : "chrona";
    ItemId item = new ItemId(system, "production", "CH-10" + number);
    Severity severity = SEVERITIES.get(random.nextInt(SEVERITIES.size()));
    Check check =
        Samples.check(
            item, thresholds(), "default", "r1", Samples.meaning("Sign-in answers", severity));
    boolean depends = world.plot.families() && number > 0 && random.nextBoolean();
    return depends
        ? Samples.dependent(check, all.get(random.nextInt(number)).item().toString())
        : check;
  }

  private Optional<String> host() {
    return world.plot.families() && random.nextBoolean()
        ? Optional.of("db.example.com")
        : Optional.empty();
  }

  List<Target> all() {
    return all;
  }

  boolean isPoison(Result result) {
    return isPoison(result.item());
  }

  boolean isPoison(ItemId item) {
    for (Target target : all) {
      if (target.poison && target.item().equals(item)) {
        return true;
      }
    }
    return false;
  }

  /** Somebody says something. */
  void speak() {
    switch (random.nextInt(10)) {
      case 0 -> repeat(said);
      case 1 -> {
        if (!late.isEmpty()) {
          append(late.remove(random.nextInt(late.size())), "late ");
        }
      }
      case 2 -> {
        if (world.plot.crowd()) {
          speakAll(random.nextBoolean());
        } else {
          speak(all.get(random.nextInt(all.size())));
        }
      }
      default -> speak(all.get(random.nextInt(all.size())));
    }
  }

  /** All of them are well, or none. */
  private void speakAll(boolean broken) {
    for (Target target : all) {
      target.broken = broken;
      append(result(target), "");
    }
  }

  private void repeat(List<Result> results) {
    if (!results.isEmpty()) {
      append(results.get(random.nextInt(results.size())), "again ");
    }
  }

  private void speak(Target target) {
    if (random.nextInt(5) == 0) {
      target.broken = !target.broken;
    }
    world.pass(Duration.ofMillis(random.nextInt(3_000)));
    Result result = result(target);
    if (random.nextInt(12) == 0) {
      late.add(result);
    } else {
      append(result, "");
    }
  }

  private Result result(Target target) {
    target.newest = later(target.newest.plusMillis(1), world.clock.instant());
    if (dark) {
      return blind(target);
    }
    if (!target.plain && random.nextInt(3) > 0) {
      return Variety.result(random, target.check, target.newest);
    }
    return switch (random.nextInt(12)) {
      case 0 -> blind(target);
      case 1 -> Samples.result(target.item(), target.newest, new Outcome.Missed("asleep"));
      default -> target.broken ? failed(target) : Samples.passed(target.item(), target.newest);
    };
  }

  private static Result blind(Target target) {
    return Samples.blind(target.item(), target.newest);
  }

  private static Result failed(Target target) {
    return target
        .host
        .map(host -> Samples.unreached(target.item(), target.newest, host))
        .orElseGet(() -> Samples.failed(target.item(), target.newest));
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

  /** The checklist says something else, or from now on nobody can look. */
  void change() {
    if (world.plot.darkness()) {
      dark = !dark;
      world.note(() -> dark ? "it is dark" : "it is light");
    }
    if (world.plot.plain()) {
      return;
    }
    List<Target> some = all.stream().filter(one -> !one.item().equals(Canary.ITEM)).toList();
    Target target = some.get(random.nextInt(some.size()));
    String revision = "r" + ++revisions;
    target.removed = random.nextInt(4) == 0;
    target.check =
        random.nextInt(4) == 0
            ? Samples.excluded(target.original, "not here").stamped(revision)
            : target.original.stamped(revision);
    someWereGone |= target.removed || !target.check.applies();
    define(target);
  }

  private void define(Target target) {
    world.note(() -> target.item().item() + (target.removed ? " is removed" : " is changed"));
    world.define(
        target.removed
            ? new Definition.Removed(target.item())
            : new Definition.Defined(target.check));
  }

  void seeAgain() {
    dark = false;
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

  /** Some fail from now on, as all see it. */
  void fail(Target target) {
    target.newest = later(target.newest.plusMillis(1), world.clock.instant());
    append(failed(target), "");
  }

  /** Nobody can look any more. */
  void allBlind() {
    for (Target target : all) {
      target.newest = later(target.newest.plusMillis(1), world.clock.instant());
      append(blind(target), "");
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
