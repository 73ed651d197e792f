package io.vigie.alert.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alert.Samples;
import io.vigie.alert.incident.Ledger;
import io.vigie.alert.incident.Ledger.Definition;
import io.vigie.alert.incident.Posting;
import io.vigie.alert.incident.Settlement;
import io.vigie.alert.notify.Restraint;
import io.vigie.alert.route.Routes;
import io.vigie.alert.silence.Silences;
import io.vigie.contract.check.Check;
import io.vigie.contract.command.Command;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What depends on something that is away with somebody's knowledge; ten seconds a run. */
class PostgresAbsencesTest {

  private static final DataSource DATABASE = Database.fresh();
  private static final Instant T0 = Samples.START;

  private final Routes routes = new Routes(Map.of(), Set.of("slack"));
  private final Ledger ledger = new PostgresLedger(DATABASE, routes);
  private final PostgresOutbox outbox = new PostgresOutbox(DATABASE);
  private final Restraint restraint =
      new Restraint(routes, Set.of(), new PostgresAbsences(DATABASE));
  private final Check parent =
      Samples.maintained(Samples.check("CH-100"), T0.plusSeconds(5), T0.plusSeconds(600));
  private final Check child = dependent("CH-101");
  private final Check other = dependent("CH-102");

  private static Check dependent(String name) {
    return Samples.dependent(Samples.check(name), "chrona/production/CH-100");
  }

  @BeforeEach
  void empty() {
    PostgresStores.empty(DATABASE);
    define(parent, child, other);
    passes(1, parent, child, other);
  }

  @Test
  void nobodyIsToldWhileItIsMaintained() {
    for (int second = 10; second < 600; second += 50) {
      fails(second, parent, child, other);
      assertThat(told(second + 1)).isEmpty();
    }
    passes(601, parent, child, other);
    assertThat(told(700)).isEmpty();
  }

  @Test
  void whatStillFailsWhenTheMaintenanceEndsIsToldWithIt() {
    fails(10, parent, child, other);
    assertThat(told(11)).isEmpty();
    for (int second = 20; second <= 590; second += 57) {
      fails(second, parent, child, other);
    }
    assertThat(told(599)).isEmpty();
    fails(601, parent, child, other);
    assertThat(told(602)).containsExactly("OPENED CH-100 with 2");
    passes(620, parent, child, other);
    assertThat(told(650)).containsExactly("RESOLVED CH-100 with 2");
  }

  @Test
  void whatFailsOnAfterItIsBackIsTold() {
    fails(10, parent, child);
    assertThat(told(11)).isEmpty();
    passes(100, parent);
    assertThat(told(101)).as("not judged since").isEmpty();
    fails(110, child);
    passes(110, parent);
    assertThat(told(140)).containsExactly("OPENED CH-101 with 0");
  }

  @Test
  void whatFailsFirstWaitsForTheNextJudgementOfWhatItDependsOn() {
    fails(10, child);
    assertThat(told(11)).isEmpty();
    passes(20, parent);
    fails(20, child);
    assertThat(told(60)).containsExactly("OPENED CH-101 with 0");
  }

  @Test
  void whoIsNotExcusedIsToldEvenWhereOthersAre() {
    Check unrelated = Samples.check("CH-200");
    define(unrelated);
    passes(2, unrelated);
    ledger.accept(
        Stream.of(child, unrelated)
            .map(check -> Samples.unreached(check.item(), at(10), "db.example.com"))
            .toList(),
        at(10));
    assertThat(told(11)).hasSize(1).allMatch(word -> word.endsWith("with 1"));
  }

  @Test
  void aWaivedParentExcusesToo() {
    Check waived = Samples.check("CH-300");
    Check below = Samples.dependent(Samples.check("CH-301"), "chrona/production/CH-300");
    define(waived, below);
    passes(1, waived, below);
    Command order =
        new Command(
            UUID.randomUUID(),
            at(2),
            Optional.of("Ada"),
            new Command.Waive(waived.item(), "known", at(5_000)));
    assertThat(new PostgresOrders(DATABASE, routes, new Silences()).take(order, at(2)).refused())
        .isEmpty();
    for (int second = 10; second < 900; second += 100) {
      fails(second, waived, below);
      assertThat(told(second + 1)).isEmpty();
    }
    passes(900, waived);
    fails(910, below);
    passes(910, waived);
    assertThat(told(960)).containsExactly("OPENED CH-301 with 0");
  }

  private static Instant at(int seconds) {
    return T0.plusSeconds(seconds);
  }

  private void define(Check... checks) {
    List<Definition> all = new ArrayList<>();
    for (Check check : checks) {
      all.add(new Definition.Defined(check));
    }
    ledger.define(all, T0);
  }

  private void fails(int second, Check... checks) {
    ledger.accept(
        Stream.of(checks).map(check -> Samples.failed(check.item(), at(second))).toList(),
        at(second));
    ledger.tick(T0, at(second), 100);
  }

  private void passes(int second, Check... checks) {
    ledger.accept(
        Stream.of(checks).map(check -> Samples.passed(check.item(), at(second))).toList(),
        at(second));
    ledger.tick(T0, at(second), 100);
  }

  /** What is sent by then. */
  private List<String> told(int second) {
    List<String> told = new ArrayList<>();
    for (Posting posting : outbox.claim("slack", at(second), Duration.ofMinutes(1), 10)) {
      Settlement settlement =
          restraint
              .of(posting, at(second))
              .orElseGet(() -> new Settlement.Delivered(Optional.of("ts")));
      if (settlement instanceof Settlement.Delivered
          && posting.telling() != Posting.Telling.UPDATED) {
        told.add(
            posting.telling()
                + " "
                + posting.incident().item().item()
                + " with "
                + posting.incident().members().map(members -> members.total()).orElse(0));
      }
      outbox.settle(posting, settlement, at(second));
    }
    return told;
  }
}
