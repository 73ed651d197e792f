package io.vigie.alert.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alert.Samples;
import io.vigie.alert.incident.Ledger;
import io.vigie.alert.incident.Ledger.Definition;
import io.vigie.alert.incident.Outbox;
import io.vigie.alert.incident.Posting;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.incident.Publications;
import io.vigie.alert.incident.Publications.Publication;
import io.vigie.alert.incident.Settlement;
import io.vigie.alert.postgres.OwedRows.Again;
import io.vigie.alert.postgres.OwedRows.Debt;
import io.vigie.alert.route.Plan;
import io.vigie.contract.alert.Notification;
import io.vigie.contract.alert.Notification.Delivery;
import io.vigie.contract.alert.Notification.Occasion;
import io.vigie.contract.check.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told of an incident after its opening, and instead of it, on a real database. */
class OwedRowsTest {

  private static final DataSource DATABASE = Database.fresh();
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final Instant T0 = Samples.START;

  private final OwedRows rows = new OwedRows();
  private final Transactions transactions = new Transactions(DATABASE);
  private final Ledger ledger =
      new PostgresLedger(DATABASE, (_, at) -> Plan.atOnce("default", List.of("slack"), at));
  private final Outbox outbox =
      new PostgresOutbox(DATABASE, Optional.of("mail"), Duration.ofMinutes(15));
  private final Publications publications = new PostgresPublications(DATABASE);
  private final Check check = Samples.check("CH-001");
  private UUID incident;

  @BeforeEach
  void open() {
    PostgresStores.empty(DATABASE);
    ledger.define(List.of(new Definition.Defined(check)), T0);
    ledger.accept(List.of(Samples.failed(check.item(), at(0))), at(0));
    incident =
        publications.unpublished(100).stream()
            .filter(Publication.OfIncident.class::isInstance)
            .map(one -> ((Publication.OfIncident) one).incident().id().value())
            .findFirst()
            .orElseThrow();
  }

  private static Instant at(int seconds) {
    return T0.plusSeconds(seconds);
  }

  private int again(Occasion occasion, int second) {
    Again news = new Again(incident, occasion, at(second), at(second));
    return transactions.run("tell again", to -> rows.tellAgain(to, List.of(news)));
  }

  private int owe(String channel, Occasion occasion, int ordinal, int second, int from) {
    Debt debt =
        new Debt(
            incident,
            check.item().toString(),
            channel,
            occasion,
            ordinal,
            at(from),
            from > second,
            at(second),
            at(second));
    return transactions.run("owe", to -> rows.owe(to, List.of(debt)));
  }

  private List<Posting> claim(String channel, int second) {
    return outbox.claim(channel, at(second), LEASE, 10);
  }

  private Posting told(String channel, int second) {
    Posting posting = claim(channel, second).getFirst();
    outbox.settle(posting, new Settlement.Delivered(Optional.of("r" + second)), at(second));
    return posting;
  }

  private List<Notification> notifications(String channel) {
    return publications.unpublished(100).stream()
        .filter(Publication.OfNotification.class::isInstance)
        .map(one -> ((Publication.OfNotification) one).notification())
        .filter(one -> one.channel().equals(channel))
        .toList();
  }

  @Test
  void oneEditWaitsForFiveSecondsAndTakesTheNextOnesAlong() {
    told("slack", 1);
    assertThat(again(Occasion.UPDATED, 2)).isEqualTo(1);
    assertThat(again(Occasion.UPDATED, 3)).isZero();
    assertThat(claim("slack", 5)).isEmpty();
    Posting edit = told("slack", 6);
    assertThat(edit.telling()).isEqualTo(Telling.UPDATED);
    assertThat(edit.receipt()).contains("r1");
    assertThat(again(Occasion.UPDATED, 7)).isEqualTo(1);
    assertThat(claim("slack", 10)).isEmpty();
    assertThat(claim("slack", 11)).hasSize(1);
  }

  @Test
  void anEditOfWhatIsNotToldYetIsPartOfItsOpening() {
    again(Occasion.UPDATED, 1);
    again(Occasion.COMMENTED, 1);
    Posting opening = told("slack", 2);
    assertThat(opening.telling()).isEqualTo(Telling.OPENED);
    assertThat(opening.rows()).hasSize(3);
    assertThat(claim("slack", 100)).isEmpty();
  }

  @Test
  void eachRemarkIsToldOnceInOrderWithTheReceiptOfTheOpening() {
    told("slack", 1);
    again(Occasion.ACKNOWLEDGED, 2);
    again(Occasion.COMMENTED, 3);
    again(Occasion.COMMENTED, 4);
    assertThat(told("slack", 5)).matches(one -> one.telling() == Telling.ACKNOWLEDGED);
    assertThat(told("slack", 6)).matches(one -> one.ordinal() == 0);
    Posting second = told("slack", 7);
    assertThat(second.telling()).isEqualTo(Telling.COMMENTED);
    assertThat(second.ordinal()).isEqualTo(1);
    assertThat(second.receipts())
        .extracting(Posting.Receipt::value)
        .containsExactly("r1", "r5", "r6");
    assertThat(claim("slack", 8)).isEmpty();
  }

  @Test
  void anEndTakesAlongWhatWaits() {
    told("slack", 1);
    again(Occasion.COMMENTED, 2);
    owe("slack", Occasion.REMINDED, 0, 2, 2);
    again(Occasion.RESOLVED, 3);
    Posting end = told("slack", 4);
    assertThat(end.telling()).isEqualTo(Telling.RESOLVED);
    assertThat(end.rows()).hasSize(3);
    assertThat(claim("slack", 100)).isEmpty();
  }

  @Test
  void whatOpensAgainAndEndsAgainIsToldAgain() {
    told("slack", 1);
    assertThat(again(Occasion.REOPENED, 2)).as("was never over").isZero();
    assertThat(again(Occasion.RESOLVED, 3)).isEqualTo(1);
    assertThat(again(Occasion.RESOLVED, 3)).as("again").isZero();
    told("slack", 4);
    assertThat(again(Occasion.REOPENED, 5)).isEqualTo(1);
    assertThat(again(Occasion.REOPENED, 5)).as("again").isZero();
    assertThat(told("slack", 6).telling()).isEqualTo(Telling.REOPENED);
    assertThat(again(Occasion.RESOLVED, 7)).isEqualTo(1);
    assertThat(told("slack", 8).telling()).isEqualTo(Telling.RESOLVED);
    assertThat(notifications("slack")).hasSize(4);
  }

  @Test
  void whatEndedAndFailsAgainBeforeAnybodyHeardOfItIsToldToFail() {
    told("slack", 1);
    again(Occasion.RESOLVED, 2);
    again(Occasion.REOPENED, 3);
    Posting posting = told("slack", 4);
    assertThat(posting.telling()).isEqualTo(Telling.REOPENED);
    assertThat(claim("slack", 100)).isEmpty();
  }

  @Test
  void whatEndedAndBeganAnewInOneTransactionIsOnlyChanged() {
    told("slack", 1);
    owe("night", Occasion.OPENED, 0, 2, 3600);
    List<Again> news =
        List.of(
            new Again(incident, Occasion.RESOLVED, at(10), at(10)),
            new Again(incident, Occasion.REOPENED, at(10), at(10)));
    transactions.run("tell again", to -> rows.tellAgain(to, news));
    assertThat(told("slack", 20).telling()).isEqualTo(Telling.UPDATED);
    assertThat(told("night", 3600).telling()).isEqualTo(Telling.OPENED);
  }

  @Test
  void whatIsOverBeforeItMayBeToldIsCancelledWithItsEnd() {
    told("slack", 1);
    owe("night", Occasion.OPENED, 0, 2, 3600);
    assertThat(claim("night", 3599)).isEmpty();
    assertThat(again(Occasion.RESOLVED, 10)).as("slack only").isEqualTo(1);
    assertThat(claim("night", 4000)).isEmpty();
    assertThat(notifications("night"))
        .singleElement()
        .matches(one -> one.delivery() == Delivery.CANCELLED)
        .matches(one -> one.lastError().orElse("").contains("was over before"));
    assertThat(owe("night", Occasion.OPENED, 0, 20, 20)).as("fails again").isEqualTo(1);
    assertThat(told("night", 21).telling()).isEqualTo(Telling.OPENED);
  }

  @Test
  void whatElseWasToBeToldOfWhatIsOverBeforeItMayBeToldIsNotTold() {
    owe("night", Occasion.OPENED, 0, 2, 3600);
    again(Occasion.UPDATED, 3);
    again(Occasion.ACKNOWLEDGED, 3);
    again(Occasion.RESOLVED, 10);
    assertThat(claim("night", 11)).isEmpty();
    assertThat(claim("night", 4000)).isEmpty();
    assertThat(notifications("night")).allMatch(one -> one.delivery() == Delivery.CANCELLED);
  }

  @Test
  void whatWasToldByAnEscalationOnlyBeginsAnewWhereItsOpeningWasHeld() {
    owe("night", Occasion.OPENED, 0, 2, 3600);
    owe("night", Occasion.ESCALATED, 0, 3, 3);
    again(Occasion.RESOLVED, 10);
    assertThat(told("night", 11).telling()).isEqualTo(Telling.OPENED_AND_RESOLVED);
    owe("night", Occasion.OPENED, 0, 20, 20);
    again(Occasion.REOPENED, 20);
    assertThat(told("night", 21).telling()).isEqualTo(Telling.REOPENED);
  }

  @Test
  void whatIsHeldIsToldWhenItsTimeHasComeAndThenHasAnEnd() {
    told("slack", 1);
    owe("night", Occasion.OPENED, 0, 2, 3600);
    Posting opening = told("night", 3600);
    assertThat(opening.causedAt()).isEqualTo(at(3600));
    again(Occasion.RESOLVED, 3700);
    assertThat(told("night", 3701).telling()).isEqualTo(Telling.RESOLVED);
  }

  @Test
  void whatTheLaneHoldsIsAsIfItHadBeenOwedForLater() {
    Posting opening = claim("slack", 1).getFirst();
    outbox.settle(opening, new Settlement.Held(at(3600), "silence"), at(1));
    assertThat(outbox.backlog(at(100)).waiting()).isZero();
    assertThat(outbox.giveUp(Set.of("slack"), Duration.ofMinutes(30), LEASE, at(3599))).isEmpty();
    Posting later = claim("slack", 3600).getFirst();
    assertThat(later.attempts()).isEqualTo(1);
    assertThat(later.doubtful()).isFalse();
    assertThat(later.because()).isEqualTo("silence");
  }

  @Test
  void whatAChannelDoesNotTellIsCancelled() {
    told("slack", 1);
    again(Occasion.COMMENTED, 2);
    outbox.settle(claim("slack", 3).getFirst(), new Settlement.Skipped("no remarks"), at(3));
    assertThat(claim("slack", 100)).isEmpty();
    assertThat(notifications("slack")).anyMatch(one -> one.delivery() == Delivery.CANCELLED);
  }

  @Test
  void whatAChannelWillNotHaveGoesToTheFallbackAtOnceAndSoDoesItsEnd() {
    outbox.settle(claim("slack", 1).getFirst(), new Settlement.GivenUp("not_found"), at(1));
    Posting instead = told("mail", 1);
    assertThat(instead.telling()).isEqualTo(Telling.OPENED);
    assertThat(instead.because()).isEqualTo("instead of slack: not_found");
    assertThat(notifications("slack"))
        .singleElement()
        .matches(one -> one.delivery() == Delivery.UNDELIVERED);
    again(Occasion.RESOLVED, 2);
    assertThat(told("mail", 3).telling()).isEqualTo(Telling.RESOLVED);
  }

  @Test
  void anEndThatAChannelWillNotHaveIsToldByTheFallback() {
    told("slack", 1);
    again(Occasion.RESOLVED, 2);
    outbox.settle(claim("slack", 3).getFirst(), new Settlement.GivenUp("revoked"), at(3));
    assertThat(told("mail", 3).telling()).isEqualTo(Telling.OPENED_AND_RESOLVED);
  }

  @Test
  void whatAChannelHeardOnlyTheEndOfHasNotOpenedTwice() {
    outbox.settle(claim("slack", 1).getFirst(), new Settlement.GivenUp("not_found"), at(1));
    again(Occasion.RESOLVED, 2);
    assertThat(told("slack", 3).telling()).isEqualTo(Telling.OPENED_AND_RESOLVED);
    again(Occasion.REOPENED, 4);
    again(Occasion.RESOLVED, 5);
    assertThat(told("slack", 6).telling()).isEqualTo(Telling.RESOLVED);
  }

  @Test
  void whatTheFallbackWillNotHaveIsShownAndGoesNowhere() {
    owe("mail", Occasion.OPENED, 0, 0, 0);
    outbox.settle(claim("mail", 1).getFirst(), new Settlement.GivenUp("550"), at(1));
    assertThat(claim("mail", 100)).isEmpty();
    assertThat(notifications("mail"))
        .singleElement()
        .matches(one -> one.delivery() == Delivery.UNDELIVERED);
  }

  @Test
  void whatWaitedTooLongGoesToTheFallbackToo() {
    outbox.settle(claim("slack", 1).getFirst(), new Settlement.Postponed(at(2), "refused"), at(1));
    assertThat(outbox.giveUp(Set.of("slack", "mail"), LEASE, LEASE, at(100)))
        .containsExactly("slack");
    assertThat(claim("mail", 101).getFirst().because())
        .isEqualTo("instead of slack: given up after 1 attempts: refused");
  }

  @Test
  void whatAChannelHasNotTakenForAWhileIsToldByTheFallbackTooAndStillTried() {
    outbox.settle(claim("slack", 1).getFirst(), new Settlement.Postponed(at(2), "refused"), at(1));
    Duration day = Duration.ofDays(1);
    assertThat(outbox.giveUp(Set.of("slack", "mail"), day, day, at(899))).isEmpty();
    assertThat(claim("mail", 899)).isEmpty();
    assertThat(outbox.giveUp(Set.of("slack", "mail"), day, day, at(901))).isEmpty();
    assertThat(told("mail", 901).because()).isEqualTo("instead of slack: refused");
    assertThat(outbox.giveUp(Set.of("slack", "mail"), day, day, at(2000))).isEmpty();
    assertThat(claim("mail", 2000)).isEmpty();
    assertThat(told("slack", 2001).telling()).isEqualTo(Telling.OPENED);
    again(Occasion.RESOLVED, 2002);
    assertThat(told("mail", 2003).telling()).isEqualTo(Telling.RESOLVED);
    assertThat(told("slack", 2003).telling()).isEqualTo(Telling.RESOLVED);
  }

  @Test
  void anEscalationBeginsWhatAChannelIsToldAndHasAnEnd() {
    told("slack", 1);
    owe("boss", Occasion.ESCALATED, 0, 900, 900);
    assertThat(owe("boss", Occasion.ESCALATED, 0, 900, 900)).as("owed once").isZero();
    assertThat(told("boss", 901).telling()).isEqualTo(Telling.ESCALATED);
    assertThat(again(Occasion.RESOLVED, 1000)).isEqualTo(2);
    Posting end = told("boss", 1001);
    assertThat(end.telling()).isEqualTo(Telling.RESOLVED);
    assertThat(end.receipt()).contains("r901");
  }

  @Test
  void whatNobodyHasBegunToTellCanBeTakenBack() {
    int cancelled =
        transactions.run(
            "cancel", to -> rows.cancel(to, List.of(incident), "told with another", at(1)));
    assertThat(cancelled).isEqualTo(1);
    assertThat(claim("slack", 2)).isEmpty();
    assertThat(again(Occasion.RESOLVED, 3)).isZero();
  }

  @Test
  void anEndOfWhatWasToldIsNotTakenBackWithTheRest() {
    told("slack", 1);
    again(Occasion.RESOLVED, 2);
    again(Occasion.COMMENTED, 2);
    int cancelled =
        transactions.run(
            "cancel", to -> rows.cancel(to, List.of(incident), "told with another", at(3)));
    assertThat(cancelled).as("the comment").isEqualTo(1);
    assertThat(told("slack", 4).telling()).isEqualTo(Telling.RESOLVED);
  }

  @Test
  void anEndIsToldInTheNightThoughWhatHadBegunAnewIsHeld() {
    told("slack", 1);
    again(Occasion.RESOLVED, 2);
    again(Occasion.REOPENED, 3);
    Posting anew = claim("slack", 4).getFirst();
    outbox.settle(anew, new Settlement.Held(at(3600), "night"), at(4));
    assertThat(again(Occasion.RESOLVED, 10)).isEqualTo(1);
    assertThat(told("slack", 11).telling()).isEqualTo(Telling.RESOLVED);
    assertThat(claim("slack", 3601)).isEmpty();
  }

  @Test
  void aPileIsCountedByIncidentsAndTakenTogether() {
    told("slack", 1);
    again(Occasion.COMMENTED, 2);
    assertThat(outbox.pile("slack", at(3), 11)).isZero();
    again(Occasion.RESOLVED, 3);
    owe("slack", Occasion.REMINDED, 0, 3, 3);
    assertThat(outbox.pile("slack", at(3), 11)).isEqualTo(1);
    assertThat(outbox.claimPile("slack", at(3), LEASE, 100))
        .singleElement()
        .matches(one -> one.rows().size() == 3);
    assertThat(outbox.pile("slack", at(4), 11)).isZero();
  }
}
