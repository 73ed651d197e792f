package io.vigie.report.verdict;

import static io.vigie.report.verdict.Items.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.alert.Waiver;
import io.vigie.contract.check.Attestation;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Heartbeat;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Maintenance;
import io.vigie.contract.check.RollUp;
import io.vigie.contract.check.Severity;
import io.vigie.contract.state.ItemState;
import io.vigie.contract.state.ItemStatus;
import io.vigie.report.record.Seen;
import io.vigie.report.record.WatchedItem;
import io.vigie.report.sample.Alerts;
import io.vigie.report.sample.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BeliefTest {

  private static final Duration MARGIN = Duration.ofSeconds(15);
  private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(3));
  private static final Instant JUST_NOW = NOW.minusSeconds(20);

  private final Belief belief = new Belief(MARGIN);

  @Test
  void anItemWithoutStateIsPending() {
    WatchedItem known = Items.watched(ItemState.PASSING, NOW, Optional.empty());
    WatchedItem unseen = new WatchedItem(known.check(), Optional.empty(), Optional.empty());

    assertThat(belief.judgeAlone(unseen, NOW).state()).isEqualTo(ItemState.PENDING);
  }

  @Test
  void passingForLongIsBelievedWhileResultsArrive() {
    Judged judged =
        belief.judgeAlone(
            Items.watched(
                ItemState.PASSING, LONG_AGO, Optional.of(Items.pulse(JUST_NOW, Seen.PASSED, 0))),
            NOW);

    assertThat(judged.state()).isEqualTo(ItemState.PASSING);
    assertThat(judged.since()).contains(LONG_AGO);
    assertThat(judged.doubt()).isEmpty();
  }

  @Test
  void passingWithoutAnyResultIsBelievedForTheItemsPatienceAndTheMargin() {
    Instant limit = NOW.minus(Items.PATIENCE).minus(MARGIN);

    assertThat(passingAsOf(limit).state()).isEqualTo(ItemState.PASSING);
    assertThat(passingAsOf(limit.minusMillis(1)).state()).isEqualTo(ItemState.STALE);
  }

  @Test
  void whatIsAcceptedIsAcceptedUntilThatEndsWhateverWasPublished() {
    Sample item = Sample.of("chrona/production/CH-1", Severity.P0);
    Waiver waiver = new Waiver("cto", "v2 replaces it", LONG_AGO, NOW);
    WatchedItem watched =
        new WatchedItem(
            item.check(), Optional.of(Alerts.waived(item, 3, waiver)), Optional.empty());

    Judged before = belief.judgeAlone(watched, NOW.minusMillis(1));
    Judged after = belief.judgeAlone(watched, NOW);

    assertThat(before.state()).isEqualTo(ItemState.WAIVED);
    assertThat(before.waiver()).contains(waiver);
    assertThat(before.doubt()).isEmpty();
    assertThat(after.state()).isEqualTo(ItemState.FAILING);
    assertThat(after.waiver()).isEmpty();
    assertThat(after.since()).contains(NOW);
    assertThat(after.doubt()).contains("the waiver of cto ended at 2026-11-20T12:00:00Z");
  }

  @Test
  void silenceIsStaleSinceTheNewestResult() {
    Instant newest = NOW.minus(Duration.ofMinutes(4));

    Judged judged =
        belief.judgeAlone(
            Items.watched(
                ItemState.PASSING, LONG_AGO, Optional.of(Items.pulse(newest, Seen.PASSED, 0))),
            NOW);

    assertThat(judged.state()).isEqualTo(ItemState.STALE);
    assertThat(judged.since()).contains(newest);
    assertThat(judged.doubt()).contains("no result for 4 min");
  }

  @Test
  void greenIsNotBelievedWhenTheResultsHaveLongBeenRed() {
    Judged judged =
        belief.judgeAlone(
            Items.watched(
                ItemState.PASSING, LONG_AGO, Optional.of(Items.pulse(JUST_NOW, Seen.FAILED, 5))),
            NOW);

    assertThat(judged.state()).isEqualTo(ItemState.UNKNOWN);
    assertThat(judged.doubt())
        .contains("the last 5 results failed, but the state has not followed: 503");
  }

  @Test
  void greenIsBelievedWhileTheStateMayStillFollow() {
    Judged judged =
        belief.judgeAlone(
            Items.watched(
                ItemState.PASSING, LONG_AGO, Optional.of(Items.pulse(JUST_NOW, Seen.FAILED, 4))),
            NOW);

    assertThat(judged.state()).isEqualTo(ItemState.PASSING);
  }

  @ParameterizedTest
  @EnumSource(
      names = {"PASSING", "NOT_APPLICABLE"},
      mode = EnumSource.Mode.EXCLUDE)
  void whatIsNotGreenIsTakenAsItIsPublished(ItemState state) {
    Judged judged = belief.judgeAlone(Items.watched(state, LONG_AGO, Optional.empty()), NOW);

    assertThat(judged.state()).isEqualTo(state);
    assertThat(judged.reason()).isEqualTo("as published");
  }

  @Test
  void aSignatureIsBelievedAsLongAsItIsValid() {
    Check signed =
        Items.check(
            "chrona/production/RF-59",
            new Attestation("A restore was made.", Duration.ofDays(90), List.of()));
    Instant limit = NOW.minus(Duration.ofDays(90)).minus(MARGIN);

    assertThat(passing(signed, limit).state()).isEqualTo(ItemState.PASSING);
    assertThat(passing(signed, limit.minusMillis(1)).state()).isEqualTo(ItemState.STALE);
  }

  @Test
  void aHeartbeatIsBelievedUntilTheNextIsLateByItsGrace() {
    Check reported = Items.check("chrona/production/CH-99", new Heartbeat(Optional.empty()));
    Instant limit = NOW.minusSeconds(60).minus(MARGIN);

    assertThat(passing(reported, limit).state()).isEqualTo(ItemState.PASSING);
    assertThat(passing(reported, limit.minusMillis(1)).state()).isEqualTo(ItemState.STALE);
  }

  @Test
  void whatDoesNotApplyIsNotJudgedByItsResults() {
    Check unused =
        Sample.notApplicable(
            Items.check("chrona/production/CH-5", Items.PROBE), "Redis is not used");

    for (ItemState published : ItemState.values()) {
      Judged judged =
          belief.judgeAlone(Items.watched(unused, published, LONG_AGO, Optional.empty()), NOW);
      assertThat(judged.state()).isEqualTo(ItemState.NOT_APPLICABLE);
      assertThat(judged.reason()).isEqualTo("Redis is not used");
    }
  }

  @Test
  void whatAppliesAgainIsPendingUntilItsStateFollows() {
    assertThat(
            belief
                .judgeAlone(
                    Items.watched(ItemState.NOT_APPLICABLE, JUST_NOW, Optional.empty()), NOW)
                .state())
        .isEqualTo(ItemState.PENDING);
  }

  @Test
  void aWarningIsShownOfWhatPasses() {
    WatchedItem warned = warned(ItemState.PASSING);

    assertThat(belief.judgeAlone(warned, NOW).warning()).contains("took 2 s");
    assertThat(belief.judgeAlone(warned(ItemState.FAILING), NOW).warning()).isEmpty();
    assertThat(belief.judgeAlone(warned, NOW.plus(Duration.ofDays(1))).warning()).isEmpty();
  }

  @Test
  void maintenanceIsShownWhileItLasts() {
    Check check =
        Sample.maintained(
            Items.check("chrona/production/CH-5", Items.PROBE),
            new Maintenance("update", new Maintenance.Once(NOW, NOW.plusSeconds(60))));
    WatchedItem item = Items.watched(check, ItemState.FAILING, NOW, Optional.empty());

    assertThat(belief.judgeAlone(item, NOW).maintenance().orElseThrow().reason())
        .isEqualTo("update");
    assertThat(belief.judgeAlone(item, NOW.plusSeconds(60)).maintenance()).isEmpty();
  }

  /** Trees over a and b: a is believed, b is published as passing and is not. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "all of a and b, STALE",
    "any of a and b, PASSING",
    "b, STALE",
    "a, PASSING",
    "not (not b), STALE",
    "nested, STALE"
  })
  void aRollUpIsBelievedAsFarAsItsMembersAre(String name, ItemState believed) {
    WatchedItem a = member("a", JUST_NOW);
    WatchedItem b = member("b", LONG_AGO);
    WatchedItem nested =
        Items.watched(
            Items.check("chrona/production/nested", new RollUp(tree("b"))),
            ItemState.PASSING,
            LONG_AGO,
            Optional.empty());
    WatchedItem top =
        Items.watched(
            Items.check("chrona/production/top", new RollUp(tree(name))),
            ItemState.PASSING,
            LONG_AGO,
            Optional.empty());

    Judged judged = belief.judge(List.of(top, nested, a, b), NOW).getFirst();

    assertThat(judged.state()).isEqualTo(believed);
    assertThat(judged.doubt().isPresent()).isEqualTo(believed == ItemState.STALE);
  }

  @Test
  void aRollUpThatHasNotFollowedItsMembersYetIsTakenAsItIsPublished() {
    WatchedItem failing =
        Items.watched(
            Items.check("chrona/production/a", Items.PROBE),
            ItemState.FAILING,
            NOW,
            Optional.empty());
    WatchedItem top =
        Items.watched(
            Items.check("chrona/production/top", new RollUp(tree("a"))),
            ItemState.PASSING,
            LONG_AGO,
            Optional.empty());

    assertThat(belief.judge(List.of(top, failing), NOW).getFirst().state())
        .isEqualTo(ItemState.PASSING);
    assertThat(belief.judge(List.of(top), NOW).getFirst().state()).isEqualTo(ItemState.PASSING);
  }

  private static RollUp.Tree tree(String name) {
    RollUp.Tree a = new RollUp.Member(ItemId.parse("chrona/production/a"));
    RollUp.Tree b = new RollUp.Member(ItemId.parse("chrona/production/b"));
    return switch (name) {
      case "all of a and b" -> new RollUp.All(List.of(a, b));
      case "any of a and b" -> new RollUp.Any(List.of(b, a));
      case "a" -> a;
      case "b" -> b;
      case "nested" -> new RollUp.Member(ItemId.parse("chrona/production/nested"));
      default -> new RollUp.Not(new RollUp.Not(b));
    };
  }

  private static WatchedItem member(String name, Instant asOf) {
    return Items.watched(
        Items.check("chrona/production/" + name, Items.PROBE),
        ItemState.PASSING,
        asOf,
        Optional.empty());
  }

  private static WatchedItem warned(ItemState state) {
    WatchedItem item = Items.watched(state, NOW, Optional.empty());
    ItemStatus status = item.status().orElseThrow();
    return new WatchedItem(
        item.check(),
        Optional.of(
            new ItemStatus(
                status.item(),
                status.version(),
                state,
                status.since(),
                status.asOf(),
                status.reason(),
                Optional.empty(),
                Optional.of("took 2 s"))),
        Optional.empty());
  }

  private Judged passing(Check check, Instant asOf) {
    return belief.judgeAlone(Items.watched(check, ItemState.PASSING, asOf, Optional.empty()), NOW);
  }

  private Judged passingAsOf(Instant asOf) {
    return belief.judgeAlone(Items.watched(ItemState.PASSING, asOf, Optional.empty()), NOW);
  }
}
