package io.vigie.report.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaturityRuleTest {

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          P0 passing                                      | 10.0 | 5 of 5 points
          P0 passing, P1 passing, P2 passing              | 10.0 | 9 of 9 points
          P0 passing, P1 failing, P2 passing              | 6.6  | 6 of 9 points
          P0 passing, P1 unknown, P2 passing              | 6.6  | 6 of 9 points
          P0 passing, P1 stale, P2 pending                | 5.5  | 5 of 9 points
          P0 failing, P1 passing                          | 3.7  | 3 of 8 points
          P0 failing, P1 passing, P1 passing              | 4.0  | 6 of 11 points, capped at 4.0 while a P0 is failing
          P0 failing, P0 passing, P0 passing, P0 passing  | 4.0  | 15 of 20 points, capped at 4.0 while a P0 is failing
          P0 unknown, P0 passing, P0 passing, P0 passing  | 7.5  | 15 of 20 points
          P0 failing                                      | 0.0  | 0 of 5 points
          P1 passing, rec-P0 failing                      | 7.5  | 3 of 4 points
          P1 passing, rec-P0 passing                      | 10.0 | 4 of 4 points
          P1 passing, P0 not-applicable                   | 10.0 | 3 of 3 points
          P0 not-applicable                               | 0.0  | nothing applies
          P0 passing, P1 waived                           | 6.2  | 5 of 8 points
          P0 waived, P0 passing, P0 passing               | 4.0  | 10 of 15 points, capped at 4.0 while a P0 is failing
          """)
  void scoresAndExplains(String items, String score, String explanation) {
    Maturity maturity = MaturityRule.of("all", Items.judged(items));

    assertThat(maturity.score()).isEqualTo(score);
    assertThat(maturity.explanation()).isEqualTo(explanation);
  }

  @Test
  void everyPointIsAccountedFor() {
    Maturity maturity = MaturityRule.of("all", Items.judged("P2 passing, P0 passing, P1 failing"));

    assertThat(maturity.points())
        .extracting(point -> point.item().item() + " " + point.earned() + "/" + point.weight())
        .containsExactly("i-1 5/5", "i-2 0/3", "i-0 1/1");
  }

  @Test
  void eachCategoryIsScoredAndCappedByItsOwnItems() {
    List<Maturity> categories =
        MaturityRule.byCategory(
            Items.judged(
                "P0 failing security, P1 passing security, P1 passing security, P0 passing data"));

    assertThat(categories)
        .extracting(maturity -> maturity.category() + " " + maturity.score())
        .containsExactly("data 10.0", "security 4.0");
  }

  @Test
  void aScoreIsNeverRoundedUpToTen() {
    String almost = "P0 passing, ".repeat(200) + "P2 failing";

    assertThat(MaturityRule.of("all", Items.judged(almost)).score()).isEqualTo("9.9");
  }
}
