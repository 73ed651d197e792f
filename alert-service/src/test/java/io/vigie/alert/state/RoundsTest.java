package io.vigie.alert.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alert.Samples;
import io.vigie.alert.state.Effect.IncidentOpened;
import io.vigie.alert.state.Effect.StateChanged;
import io.vigie.contract.check.Check;
import io.vigie.contract.state.ItemState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An item is seen from three places, and a failure must be seen from two of them. */
class RoundsTest {

  private static final String[] PLACES = {"outside", "inside", "host"};

  private final Check check = Samples.seenFrom(Samples.check("CH-001"), 2, PLACES);
  private final History item = new History(check);

  /** A dot for a place that has not spoken. */
  @ParameterizedTest
  @CsvSource({
    "ppp, passing",
    "pp., passing",
    "p.p, passing",
    "p.., pending",
    "f.., pending",
    "fp., pending",
    "fpp, passing",
    "ff., failing",
    "pff, failing",
    "fbf, failing",
    "bbp, pending",
    "bpf, pending",
    "bbb, pending"
  })
  void aRoundIsDecidedWhenWhoHasNotSpokenCannotChangeIt(String votes, String state) {
    round(votes, due(1));
    assertThat(item.word()).isEqualTo(ItemState.ofWord(state));
  }

  @Test
  void theReasonSaysFromWhereItFailed() {
    round("fpf", due(1));
    assertThat(item.effects(StateChanged.class).getFirst().reason())
        .isEqualTo("2 of 3 locations: outside, host: broken at " + due(1));
  }

  @Test
  void whoSpeaksTwiceIsHeardOnce() {
    for (int i = 0; i < 3; i++) {
      round("f..", due(1));
    }
    assertThat(item.word()).isEqualTo(ItemState.PENDING);
    round(".f.", due(1));
    assertThat(item.word()).isEqualTo(ItemState.FAILING);
    assertThat(item.effects(IncidentOpened.class)).hasSize(1);
  }

  @Test
  void whatComesAfterTheDecisionChangesNothing() {
    round("pp.", due(1));
    State decided = item.state;
    round("..f", due(1));
    round("fff", due(1));
    assertThat(item.state).isEqualTo(decided);
  }

  @Test
  void aRoundThatIsDecidedEndsOlderOnes() {
    round("f..", due(1));
    round("pp.", due(2));
    assertThat(item.state.track().rounds()).isEmpty();
    round(".ff", due(1));
    assertThat(item.word()).isEqualTo(ItemState.PASSING);
  }

  @Test
  void twoRoundsMayBeOpenAndAThirdEndsTheOldest() {
    for (int i = 1; i <= 9; i++) {
      round("f..", due(i));
      assertThat(item.state.track().rounds()).hasSizeLessThanOrEqualTo(Rounds.MOST);
    }
    assertThat(item.word()).isEqualTo(ItemState.UNKNOWN);
  }

  @Test
  void roundsThatOverlapAreDecidedInTheirOrder() {
    round("p..", due(1));
    round("f..", due(2));
    round(".p.", due(1));
    assertThat(item.word()).isEqualTo(ItemState.PASSING);
    round(".f.", due(2));
    assertThat(item.word()).isEqualTo(ItemState.FAILING);
  }

  @Test
  void whoDoesNotSpeakInTimeCouldNotLook() {
    round("f..", due(1));
    // The run may take 5 s, and its result 10 s.
    assertThat(item.wakeAt()).contains(due(1).plusSeconds(15));
    for (int i = 1; i <= 3; i++) {
      item.until(due(i).plusSeconds(15));
      assertThat(item.state.track().rounds()).isEmpty();
      round("f..", due(i + 1));
    }
    assertThat(item.word()).isEqualTo(ItemState.UNKNOWN);
    assertThat(item.effects(IncidentOpened.class)).isEmpty();
  }

  @Test
  void whileWeSleepNoRoundEnds() {
    round("f..", due(1));
    item.now = due(1).plusSeconds(16);
    item.take(new Event.Tick(due(1).plusSeconds(10)));
    assertThat(item.state.track().rounds()).hasSize(1);
  }

  @Test
  void whoIsNotAskedIsNotHeard() {
    item.says("elsewhere", 'f', due(1));
    assertThat(item.state.track().rounds()).isEmpty();
  }

  @Test
  void oneThatIsAskedNoMoreDoesNotCount() {
    round("f..", due(1));
    item.defined(Samples.seenFrom(Samples.check("CH-001"), 2, "inside", "host", "roof"), false);
    item.says("inside", 'f', due(1));
    assertThat(item.word()).isEqualTo(ItemState.PENDING);
  }

  @Test
  void seenFromOnePlaceOnlyNothingIsLeftOpen() {
    round("f..", due(1));
    item.defined(Samples.check("CH-001"), false);
    assertThat(item.state.track().rounds()).isEmpty();
    assertThat(item.runs("f").word()).isEqualTo(ItemState.FAILING);
  }

  @Test
  void silenceOfAllPlacesIsSilence() {
    round("pp.", due(1));
    assertThat(item.silence(Duration.ofSeconds(60)).word()).isEqualTo(ItemState.STALE);
  }

  @Test
  void theOrderInWhichPlacesSpeakDoesNotMatter() {
    Random random = new Random(7);
    for (int i = 0; i < 500; i++) {
      List<Character> votes = new ArrayList<>();
      for (int place = 0; place < PLACES.length; place++) {
        votes.add("pfb".charAt(random.nextInt(3)));
      }
      List<Integer> order = new ArrayList<>(List.of(0, 1, 2));
      assertThat(spoken(votes, order)).isEqualTo(spoken(votes, shuffled(order, random)));
    }
  }

  private String spoken(List<Character> votes, List<Integer> order) {
    History history = new History(check);
    history.now = due(2);
    order.forEach(place -> history.says(PLACES[place], votes.get(place), due(1)));
    return history.state.track().window() + " " + history.word();
  }

  private static List<Integer> shuffled(List<Integer> order, Random random) {
    List<Integer> shuffled = new ArrayList<>(order);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }

  private void round(String votes, Instant dueAt) {
    item.now = item.now.isBefore(dueAt) ? dueAt : item.now;
    for (int place = 0; place < PLACES.length; place++) {
      if (votes.charAt(place) != '.') {
        item.says(PLACES[place], votes.charAt(place), dueAt);
      }
    }
  }

  private static Instant due(int round) {
    return Samples.START.plusSeconds(10L * round);
  }
}
