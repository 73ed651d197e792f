package io.vigie.report.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.Notification;
import io.vigie.contract.alert.Notification.Delivery;
import io.vigie.contract.alert.Notification.Occasion;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ChecklistReport;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Severity;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Result;
import io.vigie.report.record.IncidentQuery;
import io.vigie.report.record.IncidentQuery.Cursor;
import io.vigie.report.record.Latest;
import io.vigie.report.record.Pulse;
import io.vigie.report.record.Seen;
import io.vigie.report.record.StorageException;
import io.vigie.report.record.SystemKey;
import io.vigie.report.record.WatchedItem;
import io.vigie.report.sample.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class RecordOnPostgresTest {

  private static final Instant T0 = Instant.parse("2026-11-20T12:00:00Z");
  private static final Instant FUTURE = Instant.parse("9999-01-01T00:00:00Z");
  private static final Sample ITEM = Sample.of("chrona/production/CH-1", Severity.P0);
  private static final Sample OTHER = Sample.of("chrona/staging/CH-2", Severity.P1);

  private final Database database = FreshDatabase.migrated();
  private final PostgresRecorder recorder = new PostgresRecorder(database);
  private final PostgresArchive archive = new PostgresArchive(database);

  @Test
  void definitionsAreKeptAndReplaced() {
    recorder.checks(present(ITEM.check(), OTHER.check()));
    recorder.checks(present(ITEM.titled("New title").check()));

    assertThat(archive.items())
        .extracting(WatchedItem::title)
        .containsExactly("New title", "API answers");
    assertThat(archive.items(new SystemKey("chrona", "staging"))).hasSize(1);
    WatchedItem kept = archive.item(ITEM.item()).orElseThrow();
    assertThat(kept.decidedBy()).isEqualTo(3);
    assertThat(archive.definition(ITEM.item())).contains(ITEM.titled("New title").check());
  }

  @Test
  void aRemovedItemIsHiddenAndComesBackWhenItIsDefinedAgain() {
    recorder.checks(present(ITEM.check()));
    recorder.checks(new Latest<>(List.of(), List.of(ITEM.item())));

    assertThat(archive.items()).isEmpty();
    assertThat(archive.item(ITEM.item())).isEmpty();
    assertThat(archive.definition(ITEM.item())).isEmpty();

    recorder.checks(present(ITEM.check()));
    assertThat(archive.items()).hasSize(1);
  }

  @Test
  void aReplayedBatchOfResultsChangesNothing() {
    List<Result> batch = List.of(ITEM.passed(T0), ITEM.failed(T0.plusSeconds(60)));
    recorder.results(batch);
    recorder.results(batch);

    assertThat(archive.results(ITEM.item(), FUTURE, 10))
        .containsExactly(ITEM.failed(T0.plusSeconds(60)), ITEM.passed(T0));
  }

  @Test
  void theFirstResultOfARunStays() {
    recorder.results(List.of(ITEM.passed(T0)));
    recorder.results(List.of(ITEM.failed(T0)));

    assertThat(archive.results(ITEM.item(), FUTURE, 10)).containsExactly(ITEM.passed(T0));
  }

  @Test
  void aRunThatIsThereTwiceInOneBatchIsKeptOnce() {
    recorder.results(List.of(ITEM.passed(T0), ITEM.passed(T0)));

    assertThat(archive.results(ITEM.item(), FUTURE, 10)).hasSize(1);
  }

  @Test
  void resultsArePagedByTheirDueTime() {
    List<Result> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      all.add(ITEM.passed(T0.plusSeconds(i).plusNanos(123_456_789)));
    }
    recorder.results(all);

    List<Result> first = archive.results(ITEM.item(), FUTURE, 2);
    List<Result> second = archive.results(ITEM.item(), first.getLast().dueAt(), 2);
    List<Result> third = archive.results(ITEM.item(), second.getLast().dueAt(), 2);

    assertThat(first).containsExactly(all.get(4), all.get(3));
    assertThat(second).containsExactly(all.get(2), all.get(1));
    assertThat(third).containsExactly(all.get(0));
  }

  @Test
  void thePulseIsTheSameWhateverTheOrderOfArrival() {
    List<Result> inOrder =
        List.of(
            ITEM.failed(T0),
            ITEM.passed(T0.plusSeconds(60)),
            ITEM.failed(T0.plusSeconds(120)),
            ITEM.failed(T0.plusSeconds(180)),
            ITEM.result(
                T0.plusSeconds(240), new Outcome.Blind("resolver", "down"), Sample.evidence("")));
    for (int seed = 0; seed < 5; seed++) {
      PostgresRecorder shuffled = new PostgresRecorder(database);
      ItemId item = ItemId.parse("chrona/production/seed-" + seed);
      Sample sample = new Sample(item, "Chrona", "t", "c", Severity.P0);
      shuffled.checks(present(sample.check()));
      List<Result> results = new ArrayList<>(inOrder.stream().map(r -> moved(r, sample)).toList());
      Collections.shuffle(results, new Random(seed));
      results.forEach(result -> shuffled.results(List.of(result)));

      Pulse pulse = archive.item(item).orElseThrow().pulse().orElseThrow();
      assertThat(pulse.outcome()).isEqualTo(Seen.BLIND);
      assertThat(pulse.failuresSincePass()).isEqualTo(2);
      assertThat(archive.lastPass(item).orElseThrow().dueAt()).isEqualTo(T0.plusSeconds(60));
      assertThat(archive.firstFailure(item).orElseThrow().dueAt()).isEqualTo(T0.plusSeconds(120));
    }
  }

  @Test
  void writersWhoMeetOnOneItemLeaveTheRightPulse() throws Exception {
    recorder.checks(present(ITEM.check()));
    List<Callable<Boolean>> writers = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Result result = ITEM.failed(T0.plusSeconds(i));
      writers.add(
          () -> {
            recorder.results(List.of(result));
            return true;
          });
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (Future<Boolean> done : threads.invokeAll(writers)) {
        assertThat(done.get()).isTrue();
      }
    }

    Pulse pulse = archive.item(ITEM.item()).orElseThrow().pulse().orElseThrow();
    assertThat(pulse.dueAt()).isEqualTo(T0.plusSeconds(39));
    assertThat(pulse.failuresSincePass()).isEqualTo(40);
  }

  @Test
  void incidentsAndNotificationsKeepTheirHighestVersion() {
    Incident open = ITEM.incident(1, T0, Optional.empty());
    Incident closed = ITEM.incident(2, T0, Optional.of(T0.plusSeconds(600)));
    Notification sent =
        ITEM.notification(open, "slack #ops", Occasion.OPENED, Delivery.DELIVERED, 3);
    Notification trying =
        ITEM.notification(open, "slack #ops", Occasion.OPENED, Delivery.PENDING, 2);

    recorder.incidents(List.of(closed, open), List.of(trying, sent));
    recorder.incidents(List.of(open), List.of(trying));

    assertThat(archive.incident(open.id())).contains(closed);
    assertThat(archive.notifications(List.of(open.id()))).containsExactly(sent);
  }

  @Test
  void incidentsAreFoundByWhatIsAskedFor() {
    Incident open = ITEM.incident(1, T0, Optional.empty());
    Incident closed = ITEM.incident(2, T0.plusSeconds(60), Optional.of(T0.plusSeconds(90)));
    Incident elsewhere = OTHER.incident(1, T0.plusSeconds(30), Optional.empty());
    recorder.incidents(List.of(open, closed, elsewhere), List.of());

    assertThat(archive.incidents(IncidentQuery.newest(10)))
        .containsExactly(closed, elsewhere, open);
    assertThat(archive.incidents(IncidentQuery.newest(10).open(true)))
        .containsExactly(elsewhere, open);
    assertThat(archive.incidents(IncidentQuery.newest(10).open(false))).containsExactly(closed);
    assertThat(archive.incidents(IncidentQuery.newest(10).of(new SystemKey("chrona", "staging"))))
        .containsExactly(elsewhere);
    assertThat(archive.incidents(IncidentQuery.newest(10).of(ITEM.item())))
        .containsExactly(closed, open);
  }

  @Test
  void incidentsOfOneInstantAreAllFoundPageByPage() {
    List<Incident> all = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      all.add(Sample.of("chrona/production/i-" + i, Severity.P1).incident(1, T0, Optional.empty()));
    }
    recorder.incidents(all, List.of());

    List<Incident> found = new ArrayList<>();
    Cursor place = Cursor.NEWEST;
    for (List<Incident> page = page(place); !page.isEmpty(); page = page(place)) {
      found.addAll(page);
      place = Cursor.parse(Cursor.at(page.getLast()).toString());
    }

    assertThat(found).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void checklistsKeepWhatWasSaidLast() {
    ChecklistReport broken = checklist("a.yaml", T0.plusSeconds(5), 3);
    recorder.checklists(new Latest<>(List.of(broken, checklist("b.yaml", T0, 1)), List.of()));
    recorder.checklists(new Latest<>(List.of(checklist("a.yaml", T0, 9)), List.of("b.yaml")));

    assertThat(archive.checklists()).containsExactly(broken);
  }

  @Test
  void whatPostgresCannotHoldIsReplaced() {
    Result nul =
        ITEM.result(
            T0, new Outcome.Passed("nul \u0000 in summary"), Sample.evidence("a\u0000b \\u0000 c"));
    Result torn =
        ITEM.result(
            T0.plusSeconds(1), new Outcome.Passed("half \uD83D a pair"), Sample.evidence("x"));

    recorder.results(List.of(nul, torn));

    List<Result> kept = archive.results(ITEM.item(), FUTURE, 10);
    assertThat(kept.getLast().outcome().summary()).isEqualTo("nul \uFFFD in summary");
    assertThat(kept.getLast().evidence().excerpt()).contains("a\uFFFDb \\u0000 c");
    assertThat(kept.getFirst().outcome().summary()).startsWith("half ");
  }

  @Test
  void everyScriptIsKeptAsItIs() {
    String text = "Sauvegarde quotidienne à 2 h, 備份, نسخ, 🛟, \u202E, <\"'&\\>";
    recorder.checks(present(ITEM.titled(text).check()));
    recorder.results(List.of(ITEM.result(T0, new Outcome.Passed(text), Sample.evidence(text))));

    assertThat(archive.items()).extracting(WatchedItem::title).containsExactly(text);
    assertThat(archive.definition(ITEM.item())).contains(ITEM.titled(text).check());
    assertThat(archive.results(ITEM.item(), FUTURE, 1).getFirst().evidence().excerpt())
        .contains(text);
  }

  @Test
  void aMessageThatTheDatabaseRefusesIsToBlameItself() {
    Result beyond = ITEM.passed(Instant.parse("+299999-01-01T00:00:00Z"));

    assertThatThrownBy(() -> recorder.results(List.of(beyond)))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.isBlamedOnMessage()).isTrue());
  }

  @Test
  void aDatabaseThatIsNotThereIsNotTheMessagesFault() {
    Database absent = FreshDatabase.absent();

    assertThatThrownBy(() -> new PostgresRecorder(absent).results(List.of(ITEM.passed(T0))))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.isBlamedOnMessage()).isFalse());
  }

  private List<Incident> page(Cursor before) {
    return archive.incidents(IncidentQuery.newest(3).before(before));
  }

  private static Result moved(Result result, Sample sample) {
    return sample.result(result.dueAt(), result.outcome(), result.evidence());
  }

  private static ChecklistReport checklist(String file, Instant loadedAt, int items) {
    return new ChecklistReport(file, loadedAt, items, List.of());
  }

  @Test
  void itemsAreReadByTheirIdsAndAnewWhenTheyChange() {
    recorder.checks(present(ITEM.check(), OTHER.check()));
    assertThat(archive.items(List.of(OTHER.item()))).hasSize(1);
    assertThat(archive.items(List.of())).isEmpty();

    recorder.checks(present(OTHER.titled("New title").check()));
    assertThat(archive.items(List.of(OTHER.item(), ITEM.item())))
        .extracting(WatchedItem::title)
        .containsExactly("API answers", "New title");
  }

  private static Latest<ItemId, Check> present(Check... checks) {
    return new Latest<>(List.of(checks), List.of());
  }

  @Test
  void anEmptyBatchIsNoTrouble() {
    recorder.checks(new Latest<>(List.of(), List.of()));
    recorder.states(List.of());
    recorder.results(List.of());
    recorder.incidents(List.of(), List.of());
    recorder.checklists(new Latest<>(List.of(), List.of()));

    assertThat(archive.items()).isEmpty();
  }
}
