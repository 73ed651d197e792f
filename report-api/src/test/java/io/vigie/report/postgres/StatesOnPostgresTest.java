package io.vigie.report.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Severity;
import io.vigie.contract.state.ItemState;
import io.vigie.contract.state.ItemStatus;
import io.vigie.report.record.Latest;
import io.vigie.report.record.Latest.Keyed;
import io.vigie.report.record.WatchedItem;
import io.vigie.report.sample.Sample;
import io.vigie.report.uptime.Held;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** States and their history, on a real database. */
class StatesOnPostgresTest {

  private static final Instant T0 = Instant.parse("2026-11-20T12:00:00Z");
  private static final Sample ITEM = Sample.of("chrona/production/CH-1", Severity.P0);
  private static final Sample OTHER = Sample.of("chrona/staging/CH-2", Severity.P1);

  private final Database database = FreshDatabase.migrated();
  private final PostgresRecorder recorder = new PostgresRecorder(database);
  private final PostgresArchive archive = new PostgresArchive(database);

  @Test
  void theStateOfTheHighestVersionStays() {
    recorder.checks(present(ITEM.check()));
    recorder.states(present(ITEM.state(ItemState.FAILING, 4, T0.plusSeconds(9))));
    recorder.states(present(ITEM.state(ItemState.PASSING, 3, T0)));
    recorder.states(present(ITEM.state(ItemState.PENDING, 4, T0)));

    assertThat(state(ITEM)).isEqualTo(ITEM.state(ItemState.FAILING, 4, T0.plusSeconds(9)));
  }

  @Test
  void aStateThatWasRemovedMayBeginAgainWithALowVersion() {
    recorder.checks(present(ITEM.check()));
    recorder.states(present(ITEM.state(ItemState.FAILING, 40, T0)));
    recorder.states(
        List.of(
            new Keyed<>(ITEM.item(), Optional.empty()),
            new Keyed<>(ITEM.item(), Optional.of(ITEM.state(ItemState.PENDING, 1, T0)))));

    assertThat(state(ITEM).version()).isEqualTo(1);
  }

  private ItemStatus state(Sample sample) {
    return archive.item(sample.item()).flatMap(WatchedItem::status).orElseThrow();
  }

  @Test
  void everyStateOfABatchIsRememberedWithItsBeginning() {
    recorder.states(
        present(
            ITEM.state(ItemState.PENDING, 1, T0),
            ITEM.state(ItemState.PASSING, 2, T0.plusSeconds(10)),
            ITEM.state(ItemState.FAILING, 3, T0.plusSeconds(20))));
    recorder.states(present(ITEM.state(ItemState.PASSING, 2, T0.plusSeconds(10))));

    assertThat(archive.history(ITEM.item(), T0))
        .containsExactly(
            Held.of(T0, ItemState.PENDING),
            Held.of(T0.plusSeconds(10), ItemState.PASSING),
            Held.of(T0.plusSeconds(20), ItemState.FAILING));
  }

  @Test
  void aChangeThatIsNoneOfTheStateIsNoNewBeginning() {
    recorder.states(present(ITEM.state(ItemState.PASSING, 1, T0)));
    recorder.states(present(ITEM.state(ItemState.PASSING, 2, T0, "other words")));

    assertThat(archive.history(ITEM.item(), T0)).containsExactly(Held.of(T0, ItemState.PASSING));
  }

  @Test
  void theHistoryBeginsWithTheStateOfThatTime() {
    for (int i = 0; i < 5; i++) {
      ItemState state = i % 2 == 0 ? ItemState.PASSING : ItemState.FAILING;
      recorder.states(present(ITEM.state(state, i + 1, T0.plusSeconds(10L * i))));
    }

    assertThat(archive.history(ITEM.item(), T0.plusSeconds(35)))
        .containsExactly(
            Held.of(T0.plusSeconds(30), ItemState.FAILING),
            Held.of(T0.plusSeconds(40), ItemState.PASSING));
    assertThat(archive.history(ITEM.item(), T0.minusSeconds(1))).hasSize(5);
    assertThat(archive.history(OTHER.item(), T0)).isEmpty();
  }

  @Test
  void anItemThatIsRemovedIsInNoStateFromThenOn() {
    recorder.states(present(ITEM.state(ItemState.PASSING, 1, T0)));
    recorder.states(List.of(new Keyed<>(ITEM.item(), Optional.empty())));
    recorder.states(List.of(new Keyed<>(ITEM.item(), Optional.empty())));

    assertThat(archive.history(ITEM.item(), T0))
        .extracting(Held::state)
        .containsExactly(Optional.of(ItemState.PASSING), Optional.empty());
  }

  @Test
  void aWarningIsKeptAndForgotten() {
    ItemStatus plain = ITEM.state(ItemState.PASSING, 1, T0);
    recorder.checks(present(ITEM.check()));
    recorder.states(
        present(
            new ItemStatus(
                plain.item(),
                1,
                ItemState.PASSING,
                T0,
                T0,
                "",
                Optional.empty(),
                Optional.of("took 2 s"))));
    assertThat(state(ITEM).warning()).contains("took 2 s");

    recorder.states(present(ITEM.state(ItemState.PASSING, 2, T0)));
    assertThat(state(ITEM).warning()).isEmpty();
  }

  private static Latest<ItemId, Check> present(Check... checks) {
    return new Latest<>(List.of(checks), List.of());
  }

  private static List<Keyed<ItemId, ItemStatus>> present(ItemStatus... states) {
    return Arrays.stream(states).map(s -> new Keyed<>(s.item(), Optional.of(s))).toList();
  }
}
