package io.vigie.report.verdict;

import static io.vigie.report.verdict.Items.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Severity;
import io.vigie.contract.state.ItemState;
import io.vigie.contract.state.ItemStatus;
import io.vigie.report.record.Seen;
import io.vigie.report.record.SystemKey;
import io.vigie.report.record.WatchedItem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadinessTest {

  private static final Belief BELIEF = new Belief(Duration.ofSeconds(15));

  @Test
  void systemsAreListedWorstFirst() {
    List<Readiness> systems =
        Readiness.ofAll(
            List.of(
                item("alpha/prod/a", ItemState.PASSING),
                item("beta/prod/a", ItemState.UNKNOWN),
                item("delta/prod/a", ItemState.FAILING),
                item("gamma/prod/a", ItemState.FAILING),
                item("gamma/prod/b", ItemState.FAILING)),
            BELIEF,
            NOW);

    assertThat(systems)
        .extracting(readiness -> readiness.system().system())
        .containsExactly("gamma", "delta", "beta", "alpha");
  }

  @Test
  void environmentsOfOneSystemAreApart() {
    List<Readiness> systems =
        Readiness.ofAll(
            List.of(item("a/prod/x", ItemState.PASSING), item("a/test/x", ItemState.FAILING)),
            BELIEF,
            NOW);

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

    Readiness readiness = Readiness.of(SystemKey.of(item.item()), List.of(item), BELIEF, NOW);

    assertThat(readiness.dataAsOf()).contains(NOW.minusSeconds(10).plusMillis(40));
  }

  @Test
  void aSystemWhoseResultsStoppedIsNotGo() {
    WatchedItem item = item("a/prod/x", ItemState.PASSING);

    Readiness later =
        Readiness.of(
            SystemKey.of(item.item()), List.of(item), BELIEF, NOW.plus(Duration.ofHours(1)));

    assertThat(later.verdict().decision()).isEqualTo(Verdict.Decision.UNKNOWN);
    assertThat(later.doubted()).isEqualTo(1);
  }

  private static WatchedItem item(String id, ItemState state) {
    ItemId item = ItemId.parse(id);
    ItemStatus status = new ItemStatus(item, 1, state, NOW, NOW, "", Optional.empty());
    return new WatchedItem(
        item,
        "Title",
        "Title",
        "general",
        Severity.P0,
        Items.PATIENCE,
        3,
        Optional.of(status),
        Optional.empty());
  }
}
