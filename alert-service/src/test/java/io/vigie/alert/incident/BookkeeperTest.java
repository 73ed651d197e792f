package io.vigie.alert.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alert.Samples;
import io.vigie.contract.alert.Remark;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Thresholds;
import io.vigie.contract.state.ItemState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BookkeeperTest {

  private static final Instant NOW = Samples.START.plusSeconds(60);
  private final Check check = Samples.check("CH-001");
  private final ItemId id = check.item();
  private final Item fresh = Item.starting(check, Samples.START);

  @Test
  void aNewItemIsWorthTelling() {
    Entry entry = Bookkeeper.define(check, NOW);
    assertThat(entry.changed()).isTrue();
    assertThat(entry.worthTelling()).isTrue();
    assertThat(entry.after().status().state()).isEqualTo(ItemState.PENDING);
    assertThat(entry.after().version()).isEqualTo(1);
  }

  @Test
  void theSameDefinitionChangesNothing() {
    assertThat(Bookkeeper.define(fresh, check, check, NOW).changed()).isFalse();
  }

  @Test
  void aNewTitleIsWrittenButNotWorthTelling() {
    Check renamed =
        Samples.check(id, check.thresholds(), "default", "r2", Samples.meaning("Renamed"));
    Entry entry = Bookkeeper.define(fresh, check, renamed, NOW);
    assertThat(entry.changed()).isTrue();
    assertThat(entry.worthTelling()).isFalse();
    assertThat(entry.after().revision()).isEqualTo("r2");
  }

  @Test
  void failsRecoversAndFailsWithinOneBatch() {
    Entry entry =
        Bookkeeper.enter(
            fresh,
            List.of(
                Happening.of(Samples.failed(id, Samples.START.plusSeconds(10))),
                Happening.of(Samples.passed(id, Samples.START.plusSeconds(20))),
                Happening.of(Samples.failed(id, Samples.START.plusSeconds(30)))),
            NOW);
    assertThat(entry.openings()).as("what failed again was not over").hasSize(1);
    assertThat(entry.closings()).isEmpty();
    assertThat(entry.notes())
        .extracting(note -> note.remark().kind())
        .containsExactly(Remark.Kind.REOPENED);
    assertThat(entry.after().version()).isEqualTo(4);
    assertThat(entry.after().status().incident())
        .contains(entry.openings().getLast().incident().id());
  }

  @Test
  void theCauseIsTheEndOfTheRun() {
    Entry entry =
        Bookkeeper.enter(
            fresh, List.of(Happening.of(Samples.failed(id, Samples.START.plusSeconds(10)))), NOW);
    assertThat(entry.openings().getFirst().causedAt())
        .isEqualTo(Samples.START.plusSeconds(10).plusMillis(12));
  }

  @Test
  void aRemovedItemKeepsItsPlaceInTime() {
    Item failing =
        Bookkeeper.enter(
                fresh,
                List.of(Happening.of(Samples.failed(id, Samples.START.plusSeconds(10)))),
                NOW)
            .after();
    Entry removed = Bookkeeper.remove(failing, NOW);
    assertThat(removed.closings()).hasSize(1);
    assertThat(removed.after().removed()).isTrue();
    assertThat(removed.after().wakeAt(NOW, NOW)).isEmpty();
    assertThat(Bookkeeper.remove(removed.after(), NOW).changed()).isFalse();

    Entry back = Bookkeeper.define(removed.after(), check, check, NOW);
    assertThat(back.after().removed()).isFalse();
    assertThat(back.worthTelling()).isTrue();
    assertThat(back.after().version()).isGreaterThan(removed.after().version());
    assertThat(back.after().status().state()).isEqualTo(ItemState.PENDING);
    Entry replayed =
        Bookkeeper.enter(
            back.after(),
            List.of(Happening.of(Samples.failed(id, Samples.START.plusSeconds(10)))),
            NOW);
    assertThat(replayed.openings()).isEmpty();
  }

  @Test
  void thresholdsThatBecomeShorterTrimTheWindow() {
    Check patient = Samples.check(id, new Thresholds(2, 10, 1), "default");
    Item item =
        Bookkeeper.enter(
                Item.starting(patient, Samples.START),
                List.of(
                    Happening.of(Samples.failed(id, Samples.START.plusSeconds(10))),
                    Happening.of(Samples.passed(id, Samples.START.plusSeconds(20))),
                    Happening.of(Samples.passed(id, Samples.START.plusSeconds(30)))),
                NOW)
            .after();
    Check strict =
        Samples.check(id, new Thresholds(2, 2, 1), "default", "r2", Samples.meaning("x"));
    Item changed = Bookkeeper.define(item, patient, strict, NOW).after();
    Entry next =
        Bookkeeper.enter(
            changed, List.of(Happening.of(Samples.failed(id, Samples.START.plusSeconds(40)))), NOW);
    assertThat(next.openings()).isEmpty();
    assertThat(changed.wakeAt(Instant.MIN, NOW)).contains(NOW.plus(Duration.ofSeconds(25)));
  }
}
