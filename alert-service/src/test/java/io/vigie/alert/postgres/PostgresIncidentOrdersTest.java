package io.vigie.alert.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alert.Samples;
import io.vigie.alert.incident.Ledger;
import io.vigie.alert.incident.Ledger.Definition;
import io.vigie.alert.incident.Orders;
import io.vigie.alert.incident.Orders.Taken;
import io.vigie.alert.incident.Outbox;
import io.vigie.alert.incident.Posting;
import io.vigie.alert.incident.Publications;
import io.vigie.alert.incident.Publications.Publication;
import io.vigie.alert.incident.Settlement;
import io.vigie.alert.route.Routes;
import io.vigie.alert.silence.Silences;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Remark;
import io.vigie.contract.check.Check;
import io.vigie.contract.command.Command;
import io.vigie.contract.command.Command.Acknowledge;
import io.vigie.contract.command.Command.Comment;
import io.vigie.contract.command.Command.EndWaiver;
import io.vigie.contract.command.Command.Order;
import io.vigie.contract.command.Command.Waive;
import io.vigie.contract.state.ItemState;
import io.vigie.contract.state.ItemStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people do about incidents and items, on a real database; and what goes to and fro. */
class PostgresIncidentOrdersTest {

  private static final DataSource DATABASE = Database.fresh();
  private static final Instant T0 = Samples.START;

  private final Silences silences = new Silences();
  private final Routes routes =
      new Routes(List.of(), Map.of(), List.of("slack"), Optional.empty(), silences);
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

  @Test
  void whoIsFirstLooksAfterItAndWhoComesLaterIsWrittenDown() {
    fails(10);
    told(11);
    take("anne", new Acknowledge(incident().id()), 12);
    take("bob", new Acknowledge(incident().id()), 13);
    assertThat(incident().acknowledged().orElseThrow().by()).isEqualTo("anne");
    assertThat(incident().acknowledged().orElseThrow().at()).isEqualTo(at(12));
    assertThat(incident().history())
        .extracting(remark -> remark.by().orElseThrow())
        .containsExactly("anne", "bob");
    assertThat(told(14)).isNotEmpty().allMatch("ACKNOWLEDGED"::equals);
  }

  @Test
  void oneOrderIsTakenOnce() {
    fails(10);
    Command command =
        new Command(UUID.randomUUID(), T0, Optional.of("anne"), new Comment(incident().id(), "?"));
    orders.take(command, at(11));
    orders.take(command, at(12));
    assertThat(incident().history()).hasSize(1);
  }

  @Test
  void whatIsNotKnownOrNotSaidIsRefused() {
    fails(10);
    IncidentId nobody = IncidentId.of(check.item(), T0.minusSeconds(999));
    assertThat(take("anne", new Acknowledge(nobody), 11).refused())
        .contains("incident: must be known, was " + nobody);
    assertThat(take("anne", new Comment(nobody, "x"), 11).refused()).isPresent();
    assertThat(take("anne", new Comment(incident().id(), " "), 11).refused()).isPresent();
    assertThat(take("anne", new Comment(incident().id(), "x".repeat(2001)), 11).refused())
        .contains("comment: must have 1 to 2000 characters, had 2001");
    assertThat(take("anne", new Waive(Samples.item("CH-404"), "why", at(60)), 11).refused())
        .contains("item: must be in a checklist, was chrona/production/CH-404");
    assertThat(take("anne", new Waive(check.item(), "", at(60)), 11).refused()).isPresent();
    assertThat(take("anne", new Waive(check.item(), "why", at(5)), 11).refused()).isPresent();
    passes(20);
    assertThat(take("anne", new Acknowledge(incident().id()), 21).refused())
        .contains("incident: must not be over, was " + incident().id());
    assertThat(take("anne", new Comment(incident().id(), "it was the cable"), 21).refused())
        .isEmpty();
  }

  @Test
  void aWaiverEndsTheIncidentAndItsEndOpensAnother() {
    fails(10);
    told(11);
    Taken taken = take("anne", new Waive(check.item(), "known", at(100)), 12);
    assertThat(taken.refused()).isEmpty();
    assertThat(incident().isOpen()).isFalse();
    assertThat(incident().resolution())
        .isEqualTo("waived by anne until 2026-11-20T08:01:40Z: known");
    assertThat(told(13)).containsExactly("RESOLVED");
    assertThat(status().state()).isEqualTo(ItemState.WAIVED);
    assertThat(status().waiver().orElseThrow().by()).isEqualTo("anne");
    fails(20);
    assertThat(told(21)).isEmpty();
    ledger.define(List.of(new Definition.Defined(check.stamped("r2"))), at(30));
    assertThat(status().state()).as("survives a change").isEqualTo(ItemState.WAIVED);
    fails(90);
    ledger.tick(T0, at(100), 10);
    assertThat(status().state()).isEqualTo(ItemState.FAILING);
    assertThat(status().waiver()).isEmpty();
    assertThat(told(101)).containsExactly("OPENED");
  }

  @Test
  void whatPassesWhileItIsWaivedOpensNothingAtItsEnd() {
    take("anne", new Waive(check.item(), "known", at(100)), 5);
    fails(10);
    assertThat(status().state()).isEqualTo(ItemState.WAIVED);
    passes(20);
    assertThat(status().state()).isEqualTo(ItemState.PASSING);
    passes(95);
    ledger.tick(T0, at(100), 10);
    assertThat(status().waiver()).isEmpty();
    assertThat(told(101)).isEmpty();
  }

  @Test
  void aWaiverCanBeEndedBeforeItsTime() {
    take("anne", new Waive(check.item(), "known", at(1000)), 5);
    fails(10);
    take("bob", new EndWaiver(check.item()), 20);
    assertThat(told(21)).containsExactly("OPENED");
  }

  @Test
  void whatFailsAgainIsOneIncidentAndWhatGoesToAndFroIsHeld() {
    fails(10);
    passes(20);
    fails(30);
    assertThat(told(31)).isNotEmpty().doesNotContain("RESOLVED");
    passes(40);
    assertThat(incident().isOpen()).as("the fourth turn holds it open").isTrue();
    assertThat(incident().history())
        .extracting(Remark::kind)
        .containsExactly(Remark.Kind.REOPENED, Remark.Kind.FLAPPING);
    for (int second = 50; second < 600; second += 20) {
      fails(second);
      passes(second + 10);
    }
    told(600);
    passes(1300);
    assertThat(incident().isOpen()).isFalse();
    assertThat(told(1301)).containsExactly("RESOLVED");
  }

  @Test
  void howOftenItWasSeenIsKnownWhenItOpensAndInAllWhenItIsOver() {
    fails(10);
    assertThat(incident().seen().orElseThrow().runs()).isEqualTo(1);
    fails(20);
    fails(30);
    assertThat(incident().seen().orElseThrow().runs()).as("as it opened").isEqualTo(1);
    passes(40);
    assertThat(incident().seen().orElseThrow().runs()).isEqualTo(3);
    assertThat(incident().seen().orElseThrow().runners()).hasSize(1);
    fails(50);
    ledger.define(List.of(new Definition.Removed(check.item())), at(60));
    assertThat(incident().seen().orElseThrow().runs()).as("it opened again").isEqualTo(4);
  }

  @Test
  void whatWasToldToBeOverIsToldToBeOpenAgain() {
    fails(10);
    told(11);
    passes(20);
    assertThat(told(21)).containsExactly("RESOLVED");
    fails(30);
    assertThat(told(31)).containsExactly("REOPENED");
    ledger.define(List.of(new Definition.Removed(check.item())), at(40));
    assertThat(told(41)).containsExactly("RESOLVED");
  }

  private static Instant at(int seconds) {
    return T0.plusSeconds(seconds);
  }

  private Taken take(String by, Order order, int second) {
    return orders.take(new Command(UUID.randomUUID(), T0, Optional.of(by), order), at(second));
  }

  private void fails(int second) {
    ledger.accept(List.of(Samples.failed(check.item(), at(second))), at(second));
  }

  private void passes(int second) {
    ledger.accept(List.of(Samples.passed(check.item(), at(second))), at(second));
  }

  private Incident incident() {
    List<Incident> all =
        publications.unpublished(100).stream()
            .filter(Publication.OfIncident.class::isInstance)
            .map(one -> ((Publication.OfIncident) one).incident())
            .toList();
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private ItemStatus status() {
    return publications.unpublished(100).stream()
        .filter(Publication.OfStatus.class::isInstance)
        .map(one -> ((Publication.OfStatus) one).status())
        .findFirst()
        .orElseThrow();
  }

  private List<String> told(int second) {
    List<String> told = new ArrayList<>();
    List<Posting> some = outbox.claim("slack", at(second), Duration.ofMinutes(1), 10);
    while (!some.isEmpty()) {
      for (Posting posting : some) {
        told.add(posting.telling().name());
        outbox.settle(posting, new Settlement.Delivered(Optional.of("ts")), at(second));
      }
      some = outbox.claim("slack", at(second), Duration.ofMinutes(1), 10);
    }
    return told;
  }
}
