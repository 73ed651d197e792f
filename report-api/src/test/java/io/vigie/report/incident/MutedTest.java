package io.vigie.report.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.check.Severity;
import io.vigie.contract.state.ItemState;
import io.vigie.report.record.WatchedItem;
import io.vigie.report.sample.Alerts;
import io.vigie.report.sample.Sample;
import io.vigie.report.verdict.Judged;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MutedTest {

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                    | mutes no item that is watched now
          P0 passing                            | mutes 1 item, none is failing
          P0 passing, P1 stale                  | mutes 2 items, none is failing
          P0 passing, P0 failing, P1 waived     | mutes 3 items, 1 is failing at P0
          P0 failing, P0 failing                | mutes 2 items, 2 are failing at P0
          P0 failing, P2 failing, P2 failing    | mutes 3 items, 1 is failing at P0, 2 at P2
          """)
  void saysWhatItWouldMute(String items, String sentence) {
    assertThat(Muted.of(Alerts.of("chrona"), judged("chrona", items)).sentence())
        .isEqualTo(sentence);
  }

  @ParameterizedTest
  @CsvSource({"chrona, 2", "chr*, 2", "*, 4", "wiki, 2", "none, 0"})
  void onlyWhatIsMeantCounts(String system, int count) {
    List<Judged> all = new ArrayList<>(judged("chrona", "P1 passing, P0 failing"));
    all.addAll(judged("wiki", "P0 passing, P0 failing"));

    Muted muted = Muted.of(Alerts.of(system), all);

    assertThat(muted.items()).hasSize(count);
    assertThat(muted.items().stream().limit(count / 2))
        .allMatch(item -> item.is(ItemState.FAILING));
  }

  private static List<Judged> judged(String system, String words) {
    List<Judged> items = new ArrayList<>();
    for (String word : words.isEmpty() ? new String[0] : words.split(", ", -1)) {
      String[] parts = word.split(" ", -1);
      Sample sample =
          Sample.of(system + "/production/i-" + items.size(), Severity.valueOf(parts[0]));
      items.add(
          new Judged(
              new WatchedItem(sample.check(), Optional.empty(), Optional.empty()),
              ItemState.ofWord(parts[1]),
              Optional.empty(),
              "because",
              Optional.empty()));
    }
    return items;
  }
}
