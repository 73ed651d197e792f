package io.vigie.report.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.Members;
import io.vigie.contract.alert.Notification.Delivery;
import io.vigie.contract.alert.Notification.Occasion;
import io.vigie.contract.alert.Remark;
import io.vigie.contract.alert.Silence;
import io.vigie.contract.alert.Waiver;
import io.vigie.contract.check.Severity;
import io.vigie.contract.state.ItemState;
import io.vigie.report.record.IncidentQuery;
import io.vigie.report.record.Latest;
import io.vigie.report.record.Latest.Keyed;
import io.vigie.report.record.Seen;
import io.vigie.report.record.WatchedItem;
import io.vigie.report.sample.Alerts;
import io.vigie.report.sample.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What people do about incidents, kept in a real PostgreSQL. */
class IncidentsOnPostgresTest {

  private static final Instant T0 = Instant.parse("2026-11-20T12:00:00Z");
  private static final Sample LEAD = Sample.of("chrona/production/CH-1", Severity.P0);
  private static final Sample CHILD = Sample.of("chrona/production/CH-2", Severity.P1);
  private static final Sample OWN = Sample.of("vigie/self/broker", Severity.P0);
  private static final Incident FIRST = LEAD.incident(1, T0, Optional.empty());
  private static final Incident SECOND =
      Alerts.folded(
          CHILD.incident(1, T0.plusSeconds(2), Optional.empty()), FIRST, "depends on CH-1");

  private final Database database = FreshDatabase.migrated();
  private final PostgresRecorder recorder = new PostgresRecorder(database);
  private final PostgresArchive archive = new PostgresArchive(database);

  @Test
  void allThatIsKnownOfAnIncidentIsKept() {
    Incident told =
        Alerts.remarked(
            Alerts.acknowledged(
                Alerts.joined(FIRST, new Members(2, 1, List.of(CHILD.item()))), "ana", T0),
            Alerts.remark(T0, Remark.Kind.COMMENTED, "ana", "the disk is full"));

    recorder.incidents(List.of(told, SECOND), List.of());

    assertThat(archive.incident(FIRST.id())).contains(told);
    assertThat(archive.incident(SECOND.id())).contains(SECOND);
  }

  @Test
  void incidentsAreFoundByWhatBecameOfThem() {
    recorder.incidents(
        List.of(
            Alerts.acknowledged(FIRST, "ana", T0),
            SECOND,
            OWN.incident(1, T0, Optional.of(T0.plusSeconds(5)))),
        List.of());
    IncidentQuery all = IncidentQuery.newest(10);

    assertThat(items(all)).containsExactly("CH-2", "CH-1", "broker");
    assertThat(items(all.flags(Optional.empty(), Optional.of(true), Optional.empty())))
        .containsExactly("CH-1");
    assertThat(items(all.flags(Optional.of(true), Optional.of(false), Optional.empty())))
        .containsExactly("CH-2");
    assertThat(items(all.flags(Optional.empty(), Optional.empty(), Optional.of(true))))
        .containsExactly("CH-2");
    assertThat(items(all.flags(Optional.empty(), Optional.empty(), Optional.of(false))))
        .containsExactly("CH-1", "broker");
    assertThat(items(all.toldWith(FIRST.id()))).containsExactly("CH-2");
    assertThat(items(all.of(Optional.of("vigie"), Optional.of("self")))).containsExactly("broker");
  }

  @Test
  void anIncidentThatStandsForItselfAgainIsFoundAsThat() {
    recorder.incidents(List.of(SECOND), List.of());
    Incident alone = Alerts.remarked(CHILD.incident(5, T0.plusSeconds(2), Optional.empty()));
    recorder.incidents(List.of(alone), List.of());

    assertThat(items(IncidentQuery.newest(10).toldWith(FIRST.id()))).isEmpty();
  }

  @Test
  void aSilenceKeepsItsNewestVersion() {
    Silence silence =
        Alerts.silence(UUID.randomUUID(), Alerts.of("chrona"), T0, Duration.ofHours(2));
    Silence ended = Alerts.ended(silence, "ben", T0.plusSeconds(60));
    recorder.silences(List.of(ended, silence));
    recorder.silences(List.of(silence));

    assertThat(archive.silence(silence.id())).contains(ended);
    assertThat(archive.silences(10)).containsExactly(ended);
    assertThat(archive.silence(UUID.randomUUID())).isEmpty();
  }

  @Test
  void silencesComeInTheOrderOfTheirEnds() {
    Silence one = Alerts.silence(UUID.randomUUID(), Alerts.of("a"), T0, Duration.ofHours(2));
    Silence other = Alerts.silence(UUID.randomUUID(), Alerts.of("b"), T0, Duration.ofHours(4));
    Silence cut = Alerts.ended(other, "ben", T0.plusSeconds(60));
    recorder.silences(List.of(one, other));
    assertThat(archive.silences(10)).containsExactly(other, one);

    recorder.silences(List.of(cut));
    assertThat(archive.silences(10)).containsExactly(one, cut);
    assertThat(archive.silences(1)).containsExactly(one);
  }

  @Test
  void whoAcceptsThatAnItemFailsIsKeptWithItsState() {
    Waiver waiver = new Waiver("cto", "known; v2 replaces it", T0, T0.plus(Duration.ofDays(30)));
    recorder.checks(new Latest<>(List.of(LEAD.check()), List.of()));
    recorder.states(List.of(new Keyed<>(LEAD.item(), Optional.of(Alerts.waived(LEAD, 4, waiver)))));

    assertThat(archive.item(LEAD.item()).flatMap(WatchedItem::status))
        .contains(Alerts.waived(LEAD, 4, waiver));
  }

  @Test
  void theResultsOfAnIncidentAreFoundByWhenTheyWereDue() {
    recorder.results(List.of(LEAD.passed(T0), LEAD.failed(T0.plusSeconds(60))));

    assertThat(archive.result(LEAD.item(), T0, Seen.PASSED)).contains(LEAD.passed(T0));
    assertThat(archive.result(LEAD.item(), T0, Seen.FAILED)).isEmpty();
    assertThat(archive.result(LEAD.item(), T0.plusSeconds(60), Seen.FAILED))
        .contains(LEAD.failed(T0.plusSeconds(60)));
  }

  @Test
  void wordsThatOnlyANewerVersionKnowsAreReadAsTheLeastThatCanBeSaid() {
    Incident told =
        Alerts.remarked(FIRST, Alerts.remark(T0, Remark.Kind.ESCALATED, "", "nobody came"));
    recorder.checks(new Latest<>(List.of(LEAD.check()), List.of()));
    recorder.states(
        List.of(new Keyed<>(LEAD.item(), Optional.of(LEAD.state(ItemState.FAILING, 1, T0)))));
    recorder.incidents(
        List.of(told),
        List.of(LEAD.notification(told, "slack", Occasion.OPENED, Delivery.DELIVERED, 1)));
    rewrite("incident", "escalated", "teleported");
    rewrite("notification", "opened", "sung");
    rewrite("notification", "delivered", "whispered");
    database.inTransaction(c -> Database.update(c, "update report.state set state = 'bored'"));
    database.inTransaction(
        c -> Database.update(c, "update report.state_history set state = 'bored'"));

    assertThat(archive.incident(FIRST.id()).orElseThrow().history())
        .containsExactly(Alerts.remark(T0, Remark.Kind.COMMENTED, "", "nobody came"));
    assertThat(archive.notifications(List.of(FIRST.id())).getFirst())
        .extracting(one -> one.occasion(), one -> one.delivery())
        .containsExactly(Occasion.UPDATED, Delivery.PENDING);
    assertThat(archive.items().getFirst().status().orElseThrow().state())
        .isEqualTo(ItemState.UNKNOWN);
    assertThat(archive.history(LEAD.item(), T0).getFirst().state()).contains(ItemState.UNKNOWN);
  }

  @Test
  void whatCannotBeReadAtAllIsLeftOutAndBreaksNothing() {
    recorder.checks(new Latest<>(List.of(LEAD.check(), CHILD.check()), List.of()));
    recorder.incidents(List.of(FIRST, SECOND), List.of());
    database.inTransaction(
        c ->
            Database.update(
                c,
                "update report.item set definition = '{\"nature\": {\"type\": \"dream\"}}'"
                    + " where item = 'CH-2'"));
    database.inTransaction(
        c ->
            Database.update(
                c,
                "update report.incident set message = jsonb_set(message, '{severity}', '\"P9\"')"
                    + " where item like '%CH-2'"));

    assertThat(archive.items()).extracting(WatchedItem::item).containsExactly(LEAD.item());
    assertThat(items(IncidentQuery.newest(10))).containsExactly("CH-1");
  }

  private void rewrite(String table, String word, String other) {
    int changed =
        database.inTransaction(
            c ->
                Database.update(
                    c,
                    "update report."
                        + table
                        + " set message = replace(message::text, ?::text, ?::text)::jsonb",
                    '"' + word + '"',
                    '"' + other + '"'));
    assertThat(changed).isEqualTo(1);
  }

  private List<String> items(IncidentQuery query) {
    return archive.incidents(query).stream().map(incident -> incident.item().item()).toList();
  }
}
