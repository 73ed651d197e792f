package io.vigie.scheduler.dispatch;

import static io.vigie.scheduler.plan.Samples.CODEC;
import static io.vigie.scheduler.plan.Samples.NOON;
import static io.vigie.scheduler.plan.Samples.check;
import static io.vigie.scheduler.plan.Samples.every;
import static io.vigie.scheduler.plan.Samples.id;
import static io.vigie.scheduler.plan.Samples.item;
import static io.vigie.scheduler.plan.Samples.order;
import static io.vigie.scheduler.plan.Samples.planned;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.check.ItemId;
import io.vigie.scheduler.plan.Inheritance;
import io.vigie.scheduler.plan.Plan;
import io.vigie.scheduler.plan.Plan.Reason;
import io.vigie.scheduler.plan.Plan.Run;
import io.vigie.scheduler.plan.Plan.Skipped;
import io.vigie.scheduler.plan.Planned;
import io.vigie.scheduler.plan.Planner;
import io.vigie.scheduler.plan.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DispatcherTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Inheritance NOTHING = new Inheritance(NOON, Set.of(), NOON, false);

  private final FakeSink sink = new FakeSink();
  private final Dispatcher dispatcher =
      new Dispatcher(new Planner(SECOND, SECOND, Duration.ofMinutes(5)), sink, CODEC);

  @Test
  void sendsNothingForAPartitionThatIsStillBeingRead() {
    dispatcher.assigned(0);
    dispatcher.seen(0, id("a"), Optional.of(item("a", 2)), NOON);
    dispatcher.inherits(0, NOTHING);

    turns(NOON, 10);

    assertThat(dispatcher.complete()).isEmpty();
    assertThat(sink.runs).isEmpty();
    assertThat(dispatcher.partitions()).isEqualTo(1);
    assertThat(dispatcher.owned()).isEmpty();
  }

  @Test
  void sendsNothingBeforeItIsKnownWhatTheFormerOwnerSent() {
    dispatcher.assigned(0);
    dispatcher.seen(0, id("a"), Optional.of(item("a", 2)), NOON);
    dispatcher.read(0);

    turns(NOON, 10);

    assertThat(dispatcher.complete()).isEmpty();
    assertThat(sink.runs).isEmpty();
  }

  @Test
  void sendsNothingBeforeThePartitionIsClaimed() {
    dispatcher.assigned(0);
    dispatcher.seen(0, id("a"), Optional.of(item("a", 2)), NOON);
    dispatcher.read(0);
    dispatcher.inherits(0, NOTHING);

    turns(NOON, 10);

    assertThat(dispatcher.complete()).containsOnlyKeys(0).containsValue(NOTHING);
    assertThat(sink.runs).isEmpty();
  }

  @Test
  void plansWhatTheLogHoldsInTheEndAndNotWhatItHeldBefore() {
    dispatcher.assigned(0);
    dispatcher.seen(0, id("a"), Optional.of(item("a", 2)), NOON);
    dispatcher.seen(0, id("gone"), Optional.of(item("gone", 2)), NOON);
    dispatcher.seen(0, id("a"), Optional.of(revision("a", "r2")), NOON);
    dispatcher.seen(0, id("gone"), Optional.empty(), NOON);
    begin(0);

    turns(NOON, 10);

    assertThat(sink.runs)
        .isNotEmpty()
        .allSatisfy(run -> assertThat(run.planned().revision()).isEqualTo("r2"));
    assertThat(items()).containsExactly(id("a"));
    assertThat(sink.locations).containsExactly("outside");
  }

  @Test
  void followsChangesOfAPartitionThatIsRead() {
    own(0, "a");
    dispatcher.seen(0, id("b"), Optional.of(item("b", 2)), NOON);
    dispatcher.seen(0, id("a"), Optional.empty(), NOON);

    turns(NOON, 10);

    assertThat(items()).containsExactly(id("b"));
    assertThat(dispatcher.items()).isEqualTo(1);
  }

  @Test
  void sendsNotOneMoreJobForAPartitionThatWasGivenUp() {
    own(0, "a");
    own(1, "b");
    dispatcher.forget(0);

    turns(NOON, 10);

    assertThat(items()).containsExactly(id("b"));
    assertThat(dispatcher.partitions()).isEqualTo(1);
    assertThat(dispatcher.owned()).containsExactly(1);
  }

  @Test
  void ignoresWhatStillArrivesOfAPartitionThatWasGivenUp() {
    own(0, "a");
    dispatcher.forget(0);
    dispatcher.seen(0, id("a"), Optional.of(revision("a", "r2")), NOON);
    dispatcher.read(0);
    dispatcher.inherits(0, NOTHING);

    turns(NOON, 10);

    assertThat(sink.runs).isEmpty();
    assertThat(dispatcher.complete()).isEmpty();
  }

  @Test
  void aPartitionThatComesBackIsReadAnew() {
    own(0, "a");
    dispatcher.forget(0);
    own(0, "b");

    turns(NOON, 10);

    assertThat(items()).containsExactly(id("b"));
  }

  @Test
  void accountsForWhatNobodyServedBeforeItBegan() {
    dispatcher.assigned(0);
    dispatcher.seen(0, id("a"), Optional.of(item("a", 1)), NOON);
    dispatcher.read(0);
    dispatcher.inherits(0, new Inheritance(NOON.minusSeconds(61), Set.of(), NOON, true));
    dispatcher.begin(0, NOON);

    assertThat(sink.skipped).hasSize(1);
    assertThat(sink.skipped.getFirst().reason()).isEqualTo(Reason.UNATTENDED);
    assertThat(sink.skipped.getFirst().runs()).isBetween(58L, 60L);
  }

  @Test
  void givesNothingOutWhileTheBrokerTakesNothingAndSaysSoAfterwards() {
    own(0, "a");
    sink.congested = true;

    assertThat(dispatcher.turn(NOON.plusSeconds(30))).isEqualTo(Plan.NONE);
    sink.congested = false;
    turns(NOON.plusSeconds(60), 1);

    assertThat(sink.skipped).extracting(Skipped::reason).containsExactly(Reason.CONGESTED);
    assertThat(sink.runs).extracting(Run::dueAt).allMatch(due -> due.isAfter(NOON.plusSeconds(58)));
    assertThat(dispatcher.nextTurn()).isPresent();
    assertThat(dispatcher.givenOut()).isAfter(NOON.plusSeconds(60));
    dispatcher.turn(NOON.plusSeconds(120));
    assertThat(sink.skipped).extracting(Skipped::reason).contains(Reason.OVERDUE);
  }

  private void own(int partition, String item) {
    dispatcher.assigned(partition);
    dispatcher.seen(partition, id(item), Optional.of(item(item, 2)), NOON);
    begin(partition);
  }

  private void begin(int partition) {
    dispatcher.read(partition);
    dispatcher.inherits(partition, NOTHING);
    dispatcher.begin(partition, NOON);
  }

  private void turns(Instant from, int seconds) {
    for (int i = 0; i < seconds * 10; i++) {
      Plan _ = dispatcher.turn(from.plusMillis(i * 100L));
    }
  }

  private Set<ItemId> items() {
    return sink.runs.stream().map(run -> run.planned().item()).collect(Collectors.toSet());
  }

  private static Planned revision(String name, String revision) {
    return planned(check(name, revision, every(2), order()), Samples.LONG_AGO);
  }
}
