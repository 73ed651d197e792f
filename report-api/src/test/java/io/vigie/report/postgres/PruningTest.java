package io.vigie.report.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.Notification.Delivery;
import io.vigie.contract.alert.Notification.Occasion;
import io.vigie.contract.check.Severity;
import io.vigie.contract.result.Result;
import io.vigie.contract.state.ItemState;
import io.vigie.report.ReportSettings;
import io.vigie.report.record.IncidentQuery;
import io.vigie.report.record.Latest;
import io.vigie.report.sample.Alerts;
import io.vigie.report.sample.Sample;
import io.vigie.report.uptime.Held;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PruningTest {

  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Instant FUTURE = NOW.plus(Duration.ofDays(1));
  private static final Sample ITEM = Sample.of("chrona/production/CH-1", Severity.P0);

  private final Database database = FreshDatabase.migrated();
  private final PostgresRecorder recorder = new PostgresRecorder(database);
  private final PostgresArchive archive = new PostgresArchive(database);

  @Test
  void oldResultsGoAndTheNewestOfEachItemStay() {
    recorder.results(passed(NOW.minus(Duration.ofDays(40)), 10));

    assertThat(pruning(30, 100, 3).prune(NOW)).isEqualTo(7);
    assertThat(archive.results(ITEM.item(), FUTURE, 100)).hasSize(3);
  }

  @Test
  void freshResultsStayUpToTheMostThatIsKept() {
    recorder.results(passed(NOW.minus(Duration.ofHours(1)), 20));

    assertThat(pruning(30, 8, 3).prune(NOW)).isEqualTo(12);
    List<Result> kept = archive.results(ITEM.item(), FUTURE, 100);
    assertThat(kept).hasSize(8);
    assertThat(kept.getFirst().dueAt()).isEqualTo(NOW.minus(Duration.ofHours(1)).plusSeconds(19));
  }

  @Test
  void nothingGoesWhileThereIsRoomAndTime() {
    recorder.results(passed(NOW.minus(Duration.ofDays(3)), 10));

    assertThat(pruning(30, 10, 3).prune(NOW)).isZero();
  }

  @Test
  void theEvidenceOfWhatIsShownNowIsNeverRemoved() {
    Result pass = ITEM.passed(NOW.minus(Duration.ofDays(90)));
    Result firstFailure = ITEM.failed(NOW.minus(Duration.ofDays(89)));
    recorder.results(List.of(pass, firstFailure));
    for (int i = 0; i < 10; i++) {
      recorder.results(List.of(ITEM.failed(NOW.minus(Duration.ofDays(1)).plusSeconds(i))));
    }

    pruning(30, 4, 2).prune(NOW);

    assertThat(archive.results(ITEM.item(), FUTURE, 100)).hasSize(6);
    assertThat(archive.lastPass(ITEM.item())).contains(pass);
    assertThat(archive.firstFailure(ITEM.item())).contains(firstFailure);
  }

  @Test
  void whatIsLeftOfRemovedItemsGoesInTheEnd() {
    recorder.checks(new Latest<>(List.of(ITEM.check()), List.of()));
    recorder.results(passed(NOW.minusSeconds(60), 3));
    recorder.checks(new Latest<>(List.of(), List.of(ITEM.item())));

    Pruning pruning = pruning(30, 100, 3);
    pruning.prune(NOW);
    assertThat(archive.results(ITEM.item(), FUTURE, 10)).hasSize(3);

    pruning.prune(FUTURE.plus(Duration.ofDays(20_000)));
    assertThat(archive.results(ITEM.item(), FUTURE, 10)).isEmpty();
  }

  @Test
  void ofOldStatesTheOneThatHeldStays() {
    for (int i = 0; i < 4; i++) {
      recorder.states(
          List.of(
              new Latest.Keyed<>(
                  ITEM.item(),
                  Optional.of(
                      ITEM.state(
                          i % 2 == 0 ? ItemState.PASSING : ItemState.FAILING,
                          i + 1,
                          NOW.minus(Duration.ofDays(100 - 4L * i)))))));
    }

    pruning(30, 100, 3).prune(NOW);

    assertThat(archive.history(ITEM.item(), NOW.minus(Duration.ofDays(200))))
        .extracting(Held::since)
        .containsExactly(NOW.minus(Duration.ofDays(92)), NOW.minus(Duration.ofDays(88)));
  }

  @Test
  void openIncidentsStayHoweverOld() {
    Sample other = Sample.of("chrona/production/CH-2", Severity.P0);
    Instant old = NOW.minus(Duration.ofDays(500));
    recorder.incidents(
        List.of(
            ITEM.incident(1, old, Optional.empty()),
            other.incident(2, old, Optional.of(old.plusSeconds(60)))),
        List.of());

    pruning(30, 100, 3).prune(NOW);

    assertThat(archive.incidents(IncidentQuery.newest(10)))
        .extracting(incident -> incident.item())
        .containsExactly(ITEM.item());
  }

  @Test
  void messagesOfNoIncidentAndSilencesThatAreLongOverGo() {
    Instant old = NOW.minus(Duration.ofDays(500));
    Incident open = ITEM.incident(1, old, Optional.empty());
    Incident never = Sample.of("vigie/self/test", Severity.P2).incident(1, old, Optional.empty());
    recorder.incidents(
        List.of(open),
        List.of(
            ITEM.notification(open, "slack", Occasion.OPENED, Delivery.DELIVERED, 1),
            ITEM.notification(never, "slack", Occasion.TEST, Delivery.DELIVERED, 1)));
    recorder.silences(
        List.of(
            Alerts.silence(UUID.randomUUID(), Alerts.of("a"), old, Duration.ofHours(1)),
            Alerts.silence(UUID.randomUUID(), Alerts.of("b"), NOW, Duration.ofHours(1))));

    pruning(30, 100, 3).prune(NOW);

    assertThat(archive.notifications(List.of(open.id(), never.id())))
        .extracting(message -> message.occasion())
        .containsExactly(Occasion.OPENED);
    assertThat(archive.silences(10))
        .extracting(silence -> silence.matcher().words())
        .containsExactly("system b");
  }

  private static List<Result> passed(Instant from, int count) {
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      results.add(ITEM.passed(from.plusSeconds(i)));
    }
    return results;
  }

  private Pruning pruning(int days, int atMost, int atLeast) {
    ReportSettings settings =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(ReportSettings.class)
            .withDefaultValues(
                Map.of(
                    "vigie.report.retention.results", days + "d",
                    "vigie.report.retention.at-most", "" + atMost,
                    "vigie.report.retention.at-least", "" + atLeast))
            .build()
            .getConfigMapping(ReportSettings.class);
    return new Pruning(database, settings);
  }
}
