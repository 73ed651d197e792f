package io.vigie.report.verdict;

import static io.vigie.report.verdict.Items.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.state.ItemState;
import io.vigie.report.record.Seen;
import io.vigie.report.record.SystemKey;
import io.vigie.report.record.WatchedItem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadinessTest {

  private static final Belief BELIEF = new Belief(Duration.ofSeconds(15));

  @Test
  void systemsAreListedWorstFirst() {
    List<Readiness> systems =
        judged(
            NOW,
            item("alpha/prod/a", ItemState.PASSING),
            item("beta/prod/a", ItemState.UNKNOWN),
            item("delta/prod/a", ItemState.FAILING),
            item("gamma/prod/a", ItemState.FAILING),
            item("gamma/prod/b", ItemState.FAILING));

    assertThat(systems)
        .extracting(readiness -> readiness.system().system())
        .containsExactly("gamma", "delta", "beta", "alpha");
  }

  @Test
  void environmentsOfOneSystemAreApart() {
    List<Readiness> systems =
        judged(NOW, item("a/prod/x", ItemState.PASSING), item("a/test/x", ItemState.FAILING));

    assertThat(systems)
        .extracting(Readiness::system)
        .containsExactly(new SystemKey("a", "test"), new SystemKey("a", "prod"));
  }

  @Test
  void dataIsAsOfTheNewestThingSeen() {
    WatchedItem item =
        Items.watched(
            ItemState.PASSING,
            NOW.minusSeconds(90),
            Optional.of(Items.pulse(NOW.minusSeconds(10), Seen.PASSED, 0)));

    Readiness readiness = judged(NOW, item).getFirst();

    assertThat(readiness.dataAsOf()).contains(NOW.minusSeconds(10).plusMillis(40));
  }

  @Test
  void aSystemWhoseResultsStoppedIsNotGo() {
    WatchedItem item = item("a/prod/x", ItemState.PASSING);

    Readiness later = judged(NOW.plus(Duration.ofHours(1)), item).getFirst();

    assertThat(later.verdict().decision()).isEqualTo(Verdict.Decision.UNKNOWN);
    assertThat(later.doubted()).isEqualTo(1);
  }

  private static WatchedItem item(String id, ItemState state) {
    return Items.watched(Items.check(id, Items.PROBE), state, NOW, Optional.empty());
  }

  private static List<Readiness> judged(Instant now, WatchedItem... items) {
    return Readiness.ofAll(BELIEF.judge(List.of(items), now));
  }
}
