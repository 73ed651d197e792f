package io.vigie.alert.simulation;

import io.vigie.alert.canary.Canary;
import io.vigie.alert.simulation.Chronicle.Judged;
import io.vigie.alert.simulation.Rows.ItemRow;
import io.vigie.alert.simulation.SimulatedLog.Written;
import io.vigie.alert.simulation.Targets.Target;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.job.RunId;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Result;
import io.vigie.contract.state.ItemState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says which promise a history broke. What was told is judged by what the channels got, what was
 * believed by what the runners said.
 */
final class Judge {

  /** So long a failure may wait to be believed once nothing goes wrong any more. */
  private static final Duration SOON = Duration.ofSeconds(45);

  /** A run may take so long, and the round is counted from its end. */
  private static final Duration TOOK = Duration.ofMillis(12);

  /**
   * Results of one moment are dated a millisecond apart, so the later of them ahead of the clock.
   */
  private static final Duration AHEAD = Duration.ofMillis(5);

  private final World world;
  private final Instant calmSince;
  private final List<String> broken = new ArrayList<>();

  Judge(World world, Instant calmSince) {
    this.world = world;
    this.calmSince = calmSince;
  }

  private void require(boolean holds, String promise) {
    if (!holds) {
      broken.add(promise);
    }
  }

  private List<String> found() {
    List<String> found = List.copyOf(broken);
    broken.clear();
    return found;
  }

  /** When all that was said is read: what is believed is what was said last. */
  List<String> whatIsBelieved() {
    require(world.log.isRead(), "I1: nothing goes wrong any more, and results are not read");
    for (Target target : world.targets.all()) {
      if (isDecidedByResults(target)) {
        believed(target);
      }
    }
    return found();
  }

  private boolean isDecidedByResults(Target target) {
    return target.plain && !target.poison && !world.chronicle.wasWaived(target.item());
  }

  private void believed(Target target) {
    Reference reference = reference(target);
    Optional<IncidentId> open =
        world.rows.items.get(target.item()).item.state().incident().map(one -> one.id());
    require(
        open.equals(reference.open()),
        "I7: " + name(target) + " has " + open + " open, must have " + reference.open());
  }

  private Reference reference(Target target) {
    return Reference.of(target.original, world.chronicle.judged(target.item()));
  }

  /** When nobody can look, for a while. */
  List<String> inTheDark() {
    List<String> dark =
        world.rows.incidents.values().stream()
            .filter(row -> row.isOpen() && row.item().item().startsWith("sight-"))
            .map(row -> row.item().item())
            .toList();
    require(dark.size() == 1, "I8: nobody can look, and what is told of it is " + dark);
    return found();
  }

  /** When all is quiet and everything is well. */
  List<String> verdict() {
    broken.addAll(world.chronicle.faults());
    world.targets.all().forEach(this::target);
    for (IncidentRow row : world.rows.incidents.values()) {
      require(row.overAt.isPresent(), "I3: " + row.item() + " must be over when all is well");
    }
    poison();
    pings();
    others();
    broken.addAll(new JudgeOfMessages(world, calmSince).verdict());
    return found();
  }

  private void target(Target target) {
    ItemRow row = world.rows.items.get(target.item());
    if (!target.poison && !target.removed) {
      ItemState word = row.item.word();
      require(word == ItemState.PASSING, "I7: " + name(target) + " must pass, was " + word);
    }
    if (target.plain && !target.poison) {
      taken(target);
    }
    if (isDecidedByResults(target)) {
      incidents(target);
    }
  }

  private static String name(Target target) {
    return target.item().item();
  }

  /** Each result that is newer than those before it is taken, once, and in this order. */
  private void taken(Target target) {
    List<RunId> said = new ArrayList<>();
    Instant last = Instant.MIN;
    for (Written one : world.log.partition(SimulatedLog.partitionOf(target.item()))) {
      Result result = (Result) one.content();
      if (result.item().equals(target.item()) && result.dueAt().isAfter(last)) {
        last = result.dueAt();
        said.add(result.run());
      }
    }
    List<RunId> taken =
        world.chronicle.judged(target.item()).stream().map(one -> one.result().run()).toList();
    require(
        said.equals(taken), "I1: of " + name(target) + " not all that was said was taken in order");
  }

  private void incidents(Target target) {
    Set<IncidentId> kept = new HashSet<>();
    for (IncidentRow row : world.rows.incidents.values()) {
      if (row.item().equals(target.item())) {
        kept.add(row.id());
      }
    }
    List<IncidentId> expected = reference(target).incidents();
    expected.stream()
        .filter(id -> !kept.contains(id))
        .forEach(id -> broken.add("I1: " + name(target) + " lost #" + shortly(id)));
    kept.stream()
        .filter(id -> !expected.contains(id))
        .forEach(id -> broken.add("I8: " + name(target) + " is accused by #" + shortly(id)));
    expected.stream().filter(kept::contains).forEach(id -> promptly(target, id));
  }

  /** Once nothing goes wrong any more, a failure is believed soon after it was said. */
  private void promptly(Target target, IncidentId id) {
    Instant opened = world.rows.incidents.get(id).opening.openedAt();
    for (Judged one : world.chronicle.judged(target.item())) {
      Instant said = one.result().dueAt();
      if (id.equals(IncidentId.of(target.item(), said)) && said.isAfter(calmSince)) {
        require(
            !opened.isAfter(said.plus(SOON)),
            "I4: " + name(target) + " failed at " + said + " and was believed at " + opened);
      }
    }
  }

  /** What cannot be written is put aside, and nothing else is. */
  private void poison() {
    for (Written one : allResults()) {
      Result result = (Result) one.content();
      boolean aside = world.putAside.contains(result);
      boolean bad = world.targets.isPoison(result.item());
      require(aside == bad, "I10: " + result.item() + (bad ? " is not" : " is") + " put aside");
    }
    for (IncidentRow row : world.rows.incidents.values()) {
      require(!world.targets.isPoison(row.item()), "I10: an incident of what cannot be written");
    }
  }

  private List<Written> allResults() {
    List<Written> all = new ArrayList<>();
    for (int i = 0; i < SimulatedLog.RESULTS; i++) {
      all.addAll(world.log.partition(i));
    }
    return all;
  }

  /** The dead man's switch hears of each round that was quick enough, and of nothing else. */
  private void pings() {
    List<Instant> failures =
        allResults().stream()
            .map(one -> (Result) one.content())
            .filter(one -> one.item().equals(Canary.ITEM))
            .filter(one -> one.outcome() instanceof Outcome.Failed)
            .map(Result::startedAt)
            .toList();
    // At the end of a waiver what still fails opens then.
    boolean accepted = world.chronicle.wasWaived(Canary.ITEM);
    for (Instant ping : world.pings) {
      require(
          accepted
              || failures.stream()
                  .anyMatch(
                      at ->
                          !ping.isBefore(at.minus(AHEAD))
                              && !ping.isAfter(at.plus(Desk.FRESH).plus(TOOK))),
          "I9: the dead man's switch was told without a round, at " + ping);
    }
    failures.stream()
        .filter(at -> !accepted && at.isAfter(calmSince) && isANewFailure(at))
        .forEach(
            at ->
                require(
                    world.pings.stream().anyMatch(ping -> !ping.isBefore(at.minus(AHEAD))),
                    "I9: the canary came round, and the dead man's switch was not told"));
  }

  /** It passed before, so that its failure is one that is told. */
  private boolean isANewFailure(Instant failed) {
    boolean fails = false;
    for (Judged one : world.chronicle.judged(Canary.ITEM)) {
      if (one.result().startedAt().equals(failed)) {
        return !fails;
      }
      fails =
          switch (one.result().outcome()) {
            case Outcome.Failed _ -> true;
            case Outcome.Passed _ -> false;
            case Outcome.Blind _, Outcome.Missed _ -> fails;
          };
    }
    return false;
  }

  /** Others know the newest version of everything. */
  private void others() {
    for (ItemRow row : world.rows.items.values()) {
      known(row.item.id(), row.item.version());
    }
    for (IncidentRow row : world.rows.incidents.values()) {
      known(row.id(), row.version);
    }
    for (Message message : world.rows.messages) {
      known(message.id, message.version);
    }
    world.rows.silences.values().forEach(one -> known(one.id(), one.version()));
  }

  private void known(Object what, long version) {
    long seen = world.published(what);
    require(
        seen == version, "I3: others know version " + seen + " of " + what + ", not " + version);
  }

  /** After silence: nothing that is looked at may be called passing. */
  List<String> afterSilence() {
    for (Target target : world.targets.all()) {
      ItemId item = target.item();
      require(
          target.removed || world.rows.items.get(item).item.state().word() != ItemState.PASSING,
          "I6: " + item.item() + " passes without anybody looking");
    }
    return found();
  }

  private static String shortly(IncidentId id) {
    return id.toString().substring(0, 8);
  }
}
