package io.vigie.report.verdict;

import static io.vigie.report.verdict.Items.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.state.ItemState;
import io.vigie.report.record.Seen;
import io.vigie.report.record.WatchedItem;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BeliefTest {

  private static final Duration MARGIN = Duration.ofSeconds(15);
  private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(3));
  private static final Instant JUST_NOW = NOW.minusSeconds(20);

  private final Belief belief = new Belief(MARGIN);

  @Test
  void anItemWithoutStateIsPending() {
    WatchedItem known = Items.watched(ItemState.PASSING, NOW, Optional.empty());
    WatchedItem unseen =
        new WatchedItem(
            known.item(),
            known.systemTitle(),
            known.title(),
            known.category(),
            known.severity(),
            known.patience(),
            known.decidedBy(),
            Optional.empty(),
            Optional.empty());

    assertThat(belief.judge(unseen, NOW).state()).isEqualTo(ItemState.PENDING);
  }

  @Test
  void passingForLongIsBelievedWhileResultsArrive() {
    Judged judged =
        belief.judge(
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
  void silenceIsStaleSinceTheNewestResult() {
    Instant newest = NOW.minus(Duration.ofMinutes(4));

    Judged judged =
        belief.judge(
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
        belief.judge(
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
        belief.judge(
            Items.watched(
                ItemState.PASSING, LONG_AGO, Optional.of(Items.pulse(JUST_NOW, Seen.FAILED, 4))),
            NOW);

    assertThat(judged.state()).isEqualTo(ItemState.PASSING);
  }

  @ParameterizedTest
  @EnumSource(names = "PASSING", mode = EnumSource.Mode.EXCLUDE)
  void whatIsNotGreenIsTakenAsItIsPublished(ItemState state) {
    Judged judged = belief.judge(Items.watched(state, LONG_AGO, Optional.empty()), NOW);

    assertThat(judged.state()).isEqualTo(state);
    assertThat(judged.reason()).isEqualTo("as published");
  }

  private Judged passingAsOf(Instant asOf) {
    return belief.judge(Items.watched(ItemState.PASSING, asOf, Optional.empty()), NOW);
  }
}
