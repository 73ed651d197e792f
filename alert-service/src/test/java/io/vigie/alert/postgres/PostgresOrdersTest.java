package io.vigie.alert.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alert.Samples;
import io.vigie.alert.incident.Ledger;
import io.vigie.alert.incident.Ledger.Definition;
import io.vigie.alert.incident.Orders;
import io.vigie.alert.incident.Orders.Taken;
import io.vigie.alert.incident.Outbox;
import io.vigie.alert.incident.Posting;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.incident.Publications;
import io.vigie.alert.incident.Publications.Publication;
import io.vigie.alert.incident.Settlement;
import io.vigie.alert.route.Routes;
import io.vigie.alert.silence.Silences;
import io.vigie.contract.alert.Matcher;
import io.vigie.contract.alert.Notification;
import io.vigie.contract.alert.Notification.Delivery;
import io.vigie.contract.alert.Silence;
import io.vigie.contract.check.Check;
import io.vigie.contract.command.Command;
import io.vigie.contract.command.Command.Mute;
import io.vigie.contract.command.Command.Order;
import io.vigie.contract.command.Command.TestAlert;
import io.vigie.contract.command.Command.Unmute;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people ask for, on a real database: silences from their begin to their end, and tests. */
class PostgresOrdersTest {

  private static final DataSource DATABASE = Database.fresh();
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final Instant T0 = Samples.START;

  private final Silences silences = new Silences();
  private final Routes routes =
      new Routes(List.of(), Map.of(), List.of("mail", "slack"), Optional.of("mail"), silences);
  private final Ledger ledger = new PostgresLedger(DATABASE, routes);
  private final Outbox outbox = new PostgresOutbox(DATABASE);
  private final Publications publications = new PostgresPublications(DATABASE);
  private final Orders orders = new PostgresOrders(DATABASE, routes, silences);
  private final Check check = Samples.check("CH-001");

  @BeforeEach
  void empty() {
    PostgresStores.empty(DATABASE);
    ledger.define(List.of(new Definition.Defined(check)), T0);
  }

  private static Instant at(int seconds) {
    return T0.plusSeconds(seconds);
  }

  private static Command command(Order order) {
    return new Command(UUID.randomUUID(), T0, Optional.of("anne"), order);
  }

  private Taken take(Order order, int second) {
    return orders.take(command(order), at(second));
  }

  private UUID mute(int second, int until) {
    UUID id = UUID.randomUUID();
    assertThat(take(new Mute(id, Matcher.ALL, "deployment", at(until)), second).refused())
        .isEmpty();
    return id;
  }

  private void fails(int second) {
    ledger.accept(List.of(Samples.failed(check.item(), at(second))), at(second));
  }

  private void passes(int second) {
    ledger.accept(List.of(Samples.passed(check.item(), at(second))), at(second));
  }

  private List<Posting> claim(int second) {
    return outbox.claim("slack", at(second), LEASE, 10);
  }

  private List<Notification> notifications() {
    return publications.unpublished(100).stream()
        .filter(Publication.OfNotification.class::isInstance)
        .map(one -> ((Publication.OfNotification) one).notification())
        .filter(one -> one.channel().equals("slack"))
        .toList();
  }

  @Test
  void whatOpensInASilenceIsToldAtItsEndIfItStillFails() {
    mute(0, 600);
    fails(10);
    assertThat(claim(599)).isEmpty();
    Posting told = claim(600).getFirst();
    assertThat(told.telling()).isEqualTo(Telling.OPENED);
    assertThat(told.causedAt()).as("no latency of ours").isEqualTo(at(600));
  }

  @Test
  void whatOpensAndEndsInASilenceIsNeverTold() {
    mute(0, 600);
    fails(10);
    passes(20);
    assertThat(claim(601)).isEmpty();
    assertThat(notifications())
        .singleElement()
        .matches(one -> one.delivery() == Delivery.CANCELLED);
  }

  @Test
  void whatWasToldBeforeASilenceIsClosedInIt() {
    fails(10);
    outbox.settle(claim(11).getFirst(), new Settlement.Delivered(Optional.of("1")), at(11));
    mute(12, 600);
    passes(20);
    assertThat(claim(21)).singleElement().matches(one -> one.telling() == Telling.RESOLVED);
  }

  @Test
  void aSilenceThatIsEndedEarlyLetsGoOfWhatItHeld() {
    UUID id = mute(0, 600);
    fails(10);
    Taken ended = take(new Unmute(id), 60);
    assertThat(ended.refused()).isEmpty();
    assertThat(ended.written().messages()).isEqualTo(2);
    assertThat(claim(60)).hasSize(1);
    assertThat(silences.active(at(60))).isEmpty();
    assertThat(take(new Unmute(id), 61).refused()).isPresent();
  }

  @Test
  void aSilenceAndItsEndArePublished() {
    UUID id = mute(0, 600);
    assertThat(published()).singleElement().matches(one -> one.version() == 1);
    publications.published(publications.unpublished(100));
    take(new Unmute(id), 60);
    assertThat(published())
        .singleElement()
        .satisfies(one -> assertThat(one.end()).isEqualTo(at(60)))
        .matches(one -> one.ended().orElseThrow().by().equals("anne"));
  }

  private List<Silence> published() {
    return publications.unpublished(100).stream()
        .filter(Publication.OfSilence.class::isInstance)
        .map(one -> ((Publication.OfSilence) one).silence())
        .toList();
  }

  @Test
  void anotherProcessReadsTheSilencesThatLast() {
    UUID id = mute(0, 600);
    var book = new PostgresSilences(DATABASE);
    assertThat(book.lasting(at(1))).extracting(Silence::id).containsExactly(id);
    assertThat(book.lasting(at(600))).isEmpty();
  }

  @Test
  void aCommandThatComesAgainDoesNothing() {
    UUID id = UUID.randomUUID();
    Command command = command(new Mute(id, Matcher.ALL, "deployment", at(600)));
    assertThat(orders.take(command, at(0)).written().states()).isEqualTo(1);
    assertThat(orders.take(command, at(1))).isEqualTo(Taken.done(new Ledger.Written(0, 0, 0)));
  }

  @Test
  void whatIsRefusedIsKeptWithTheReason() throws Exception {
    Taken taken = take(new Mute(UUID.randomUUID(), Matcher.ALL, " ", at(600)), 0);
    assertThat(taken.refused()).contains("silence: must have a reason, was absent");
    try (var connection = DATABASE.getConnection();
        var row =
            connection
                .createStatement()
                .executeQuery("select refused from alert.order_taken where refused is not null")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getString(1)).isEqualTo("silence: must have a reason, was absent");
    }
  }

  @Test
  void aTestGoesToOneChannelOrTheWayOfAnItem() {
    Command one = command(new TestAlert(Optional.of("slack"), Optional.empty()));
    assertThat(orders.take(one, at(0)).written().messages()).isEqualTo(1);
    Posting posting = claim(0).getFirst();
    assertThat(posting.telling()).isEqualTo(Telling.TEST);
    assertThat(posting.incident().firstFailure().summary()).isEqualTo("A test, asked for by anne");
    outbox.settle(posting, new Settlement.Delivered(Optional.of("1")), at(1));
    assertThat(notifications())
        .singleElement()
        .matches(told -> told.delivery() == Delivery.DELIVERED)
        .matches(told -> told.incident().value().equals(told.id()));

    Taken asItem = take(new TestAlert(Optional.empty(), Optional.of(check.item())), 2);
    assertThat(asItem.written().messages()).isEqualTo(2);
    assertThat(claim(2).getFirst().check()).isEqualTo(check);
  }

  @Test
  void aTestOfWhatIsNotThereIsRefused() {
    assertThat(take(new TestAlert(Optional.of("fax"), Optional.empty()), 0).refused())
        .contains("test: must name one of the channels mail, slack, was \"fax\"");
    assertThat(
            take(new TestAlert(Optional.empty(), Optional.of(Samples.item("CH-404"))), 0).refused())
        .contains("test: must name an item that is watched, was chrona/production/CH-404");
  }
}
