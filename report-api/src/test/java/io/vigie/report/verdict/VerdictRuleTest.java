package io.vigie.report.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vigie.contract.check.Severity;
import io.vigie.contract.state.ItemState;
import io.vigie.report.verdict.Verdict.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class VerdictRuleTest {

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                      | UNKNOWN
          P0 passing                              | GO
          P0 passing, P1 passing, P2 passing      | GO
          P1 passing                              | GO
          P2 passing                              | GO
          P0 failing                              | NO_GO
          P0 failing, P0 passing, P1 passing      | NO_GO
          P0 failing, P0 unknown                  | NO_GO
          P0 failing, P0 stale, P1 failing        | NO_GO
          P0 unknown                              | UNKNOWN
          P0 stale                                | UNKNOWN
          P0 pending                              | UNKNOWN
          P0 unknown, P0 passing                  | UNKNOWN
          P0 stale, P0 passing, P1 failing        | UNKNOWN
          P0 pending, P0 passing, P2 failing      | UNKNOWN
          P1 failing                              | UNKNOWN
          P1 unknown                              | UNKNOWN
          P2 stale, P2 failing                    | UNKNOWN
          P0 passing, P1 failing                  | GO_WITH_RESERVATIONS
          P0 passing, P1 unknown                  | GO_WITH_RESERVATIONS
          P0 passing, P1 stale                    | GO_WITH_RESERVATIONS
          P0 passing, P1 pending                  | GO_WITH_RESERVATIONS
          P1 passing, P1 failing                  | GO_WITH_RESERVATIONS
          P0 passing, P2 failing                  | GO
          P0 passing, P2 unknown                  | GO
          P0 passing, P2 stale, P2 pending        | GO
          P0 passing, rec-P0 failing              | GO_WITH_RESERVATIONS
          P0 passing, rec-P0 unknown              | GO_WITH_RESERVATIONS
          P0 passing, rec-P1 stale                | GO_WITH_RESERVATIONS
          P0 passing, rec-P2 failing              | GO
          P0 failing, rec-P0 passing              | NO_GO
          P0 unknown, rec-P0 failing              | UNKNOWN
          rec-P0 failing                          | UNKNOWN
          P0 passing, P0 not-applicable           | GO
          P0 not-applicable                       | UNKNOWN
          P0 passing, P0 waived                   | GO
          P0 passing, P0 waived, P1 failing       | GO_WITH_RESERVATIONS
          P0 passing, P0 waived, P0 failing       | NO_GO
          P0 passing, P1 waived                   | GO
          P0 waived                               | UNKNOWN
          """)
  void decides(String items, Decision decision) {
    assertThat(VerdictRule.decide(Items.judged(items)).decision()).isEqualTo(decision);
  }

  @Test
  void saysByWhichRule() {
    assertThat(VerdictRule.decide(List.of()).rule()).isEqualTo("3");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                            | nothing is watched
          P0 passing                                    | the one item passes
          P0 passing, P1 passing                        | all 2 items pass
          P0 failing, P0 failing, P1 stale, P0 unknown  | 2 P0 failing, 1 P0 unknown, 1 P1 stale
          P0 passing, P2 failing                        | 1 P2 failing, every P0 and P1 passes
          P0 passing, P1 passing, P0 not-applicable     | all 2 items pass, 1 not applicable
          P0 not-applicable                             | nothing applies
          P0 passing, P0 waived                         | 1 P0 waived, every other P0 and P1 passes
          P0 passing, P2 waived                         | 1 P2 waived, every P0 and P1 passes
          P0 failing, P1 waived                         | 1 P0 failing, 1 P1 waived
          P0 passing, rec-P0 failing, rec-P1 failing    | 2 recommended failing
          P0 stale, P1 failing, rec-P0 stale            | 1 P0 stale, 1 P1 failing, 1 recommended stale
          """)
  void saysWhyInWords(String items, String sentence) {
    assertThat(VerdictRule.decide(Items.judged(items)).sentence()).isEqualTo(sentence);
  }

  @Test
  void namesTheItemsThatDecidedWorstFirst() {
    Verdict verdict =
        VerdictRule.decide(Items.judged("P1 failing, P0 stale, P0 passing, P0 failing"));

    assertThat(verdict.reasons())
        .extracting(reason -> reason.item().item(), Verdict.Reason::state)
        .containsExactly(tuple("i-3", ItemState.FAILING), tuple("i-1", ItemState.STALE));
  }

  @Test
  void saysOfAReasonThatItIsOnlyRecommended() {
    Verdict verdict = VerdictRule.decide(Items.judged("P0 passing, rec-P0 failing, P1 failing"));

    assertThat(verdict.reasons())
        .extracting(reason -> reason.item().item(), Verdict.Reason::recommended)
        .containsExactlyInAnyOrder(tuple("i-1", true), tuple("i-2", false));
  }

  @Test
  void goNeedsNoReasons() {
    Verdict verdict = VerdictRule.decide(Items.judged("P0 passing, P2 failing"));

    assertThat(verdict.reasons()).isEmpty();
    assertThat(verdict.toGo()).isEmpty();
  }

  @Test
  void theWayToGoTellsWhatEachPartOfItReaches() {
    Verdict verdict =
        VerdictRule.decide(Items.judged("P1 stale, P0 failing, P2 failing, P0 pending"));

    assertThat(verdict.toGo())
        .extracting(step -> step.item().item().item(), Verdict.Step::action, Verdict.Step::reaches)
        .containsExactly(
            tuple("i-1", "repair", Decision.GO_WITH_RESERVATIONS),
            tuple("i-3", "wait for the first results", Decision.GO_WITH_RESERVATIONS),
            tuple("i-0", "get results flowing again", Decision.GO));
  }

  /** Every pair of severity and state, alone and beside every other pair. */
  static Stream<String> allSmallSystems() {
    List<String> pairs = new ArrayList<>();
    for (Severity severity : Severity.values()) {
      for (ItemState state : ItemState.values()) {
        pairs.add(severity + " " + state.word());
        pairs.add("rec-" + severity + " " + state.word());
      }
    }
    return Stream.concat(
        pairs.stream(), pairs.stream().flatMap(a -> pairs.stream().map(b -> a + ", " + b)));
  }

  @ParameterizedTest
  @MethodSource("allSmallSystems")
  void takingTheWholeWayLeadsToGoAndNoStepCanBeLeftOut(String words) {
    List<Judged> items = Items.judged(words);
    Verdict verdict = VerdictRule.decide(items);

    assertThat(decisionAfter(items, verdict.toGo())).isEqualTo(Decision.GO);
    for (int left = 0; left < verdict.toGo().size(); left++) {
      List<Verdict.Step> others = new ArrayList<>(verdict.toGo());
      others.remove(left);
      assertThat(decisionAfter(items, others)).isNotEqualTo(Decision.GO);
    }
  }

  @ParameterizedTest
  @MethodSource("allSmallSystems")
  void nothingButEvidenceIsGreen(String words) {
    boolean somethingPasses = words.contains("passing");

    Decision decision = VerdictRule.decide(Items.judged(words)).decision();

    if (!somethingPasses) {
      assertThat(decision).isIn(Decision.NO_GO, Decision.UNKNOWN);
    }
  }

  @ParameterizedTest
  @MethodSource("allSmallSystems")
  void whatIsOnlyRecommendedNeverStandsInTheWay(String words) {
    String required = words.replaceAll("rec-P\\d [a-z-]+", "P2 passing");

    if (!required.contains("P0")) {
      assertThat(VerdictRule.decide(Items.judged(words)).decision()).isNotEqualTo(Decision.NO_GO);
    }
  }

  private static Decision decisionAfter(List<Judged> items, List<Verdict.Step> done) {
    List<Judged> after =
        items.stream()
            .map(
                item ->
                    done.stream().anyMatch(step -> step.item().item().equals(item.watched().item()))
                        ? new Judged(
                            item.watched(), ItemState.PASSING, item.since(), "", item.doubt())
                        : item)
            .toList();
    return VerdictRule.decide(after).decision();
  }
}
