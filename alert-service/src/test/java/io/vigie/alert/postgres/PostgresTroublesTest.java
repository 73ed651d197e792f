package io.vigie.alert.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alert.Samples;
import io.vigie.alert.incident.Ledger;
import io.vigie.alert.incident.Ledger.Definition;
import io.vigie.alert.incident.LedgerException;
import io.vigie.alert.incident.Posting;
import io.vigie.alert.incident.Publications.Publication;
import io.vigie.alert.incident.Settlement;
import io.vigie.alert.route.Audience;
import io.vigie.alert.route.Plan;
import io.vigie.alert.sight.Emergency;
import io.vigie.alert.sight.Lookout;
import io.vigie.alert.sight.OtherChannels;
import io.vigie.alert.sight.Sight;
import io.vigie.alert.sight.Trouble;
import io.vigie.alert.sight.Troubles;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Severity;
import io.vigie.contract.check.Thresholds;
import io.vigie.contract.result.Result;
import io.vigie.testkit.clock.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Our own troubles on a real database, from what is counted to what is told. */
class PostgresTroublesTest {

  private static final DataSource DATABASE = Database.fresh();
  private static final Instant T0 = Samples.START;
  private static final Audience AUDIENCE = (_, at) -> Plan.atOnce("default", List.of("slack"), at);

  private final Ledger ledger = new PostgresLedger(DATABASE, AUDIENCE);
  private final Troubles troubles = new PostgresTroubles(DATABASE, AUDIENCE);
  private final MutableClock clock = new MutableClock(T0);
  private final List<Check> checks =
      IntStream.range(0, 8).mapToObj(i -> Samples.check("CH-00" + i)).toList();
  private final AtomicInteger wrong = new AtomicInteger();
  private boolean brokerAnswers = true;
  private final Lookout lookout =
      new Lookout(
          troubles,
          () -> brokerAnswers,
          new Emergency(Map::of, AUDIENCE),
          clock,
          _ -> {},
          wrong::set);

  @BeforeEach
  void empty() {
    PostgresStores.empty(DATABASE);
    List<Definition> definitions = new ArrayList<>();
    checks.forEach(check -> definitions.add(new Definition.Defined(check)));
    ledger.define(definitions, T0);
  }

  @Test
  void runnersThatStopAreOneIncidentOfOursAndItEndsWhenTheyAreBack() {
    see(10, 8);
    look(20);
    assertThat(told(20)).isEmpty();
    silence(60);
    look(60);
    look(65);
    assertThat(wrong).hasValue(1);
    assertThat(told(66)).containsExactly("OPENED vigie/self/sight-outside");
    assertThat(incident("sight-outside").firstFailure().summary())
        .startsWith("8 of 8 items that are seen from outside are not seen since ")
        .contains(": 8 without a result, 0 at which nobody could look");
    see(70, 8);
    look(71);
    assertThat(told(72)).containsExactly("RESOLVED vigie/self/sight-outside");
  }

  @Test
  void whatNobodyCanLookAtIsSaidWithTheReason() {
    for (int second = 10; second <= 30; second += 10) {
      int dueAt = second;
      accept(checks.stream().map(check -> Samples.blind(check.item(), at(dueAt))).toList(), second);
    }
    look(31);
    assertThat(incident("sight-outside").firstFailure().summary())
        .contains("3 runs in a row could not look: the resolver did not answer (resolver) (8)")
        .contains("; by code: resolver 8.");
  }

  @Test
  void aFewThatStayUnseenAreOneIncidentTogether() {
    see(10, 8);
    silence(40);
    see(1000, 6);
    look(1000);
    assertThat(told(1001)).containsExactly("OPENED vigie/self/blind-items");
    assertThat(incident("blind-items").firstFailure().summary()).startsWith("2 items are not seen");
    see(1010, 8);
    look(1011);
    assertThat(told(1012)).containsExactly("RESOLVED vigie/self/blind-items");
  }

  @Test
  void aBrokerThatIsAwayIsToldWithoutIt() {
    see(10, 8);
    look(11);
    brokerAnswers = false;
    silence(60);
    look(60);
    assertThat(told(61)).containsExactly("OPENED vigie/self/broker");
    brokerAnswers = true;
    see(70, 8);
    look(71);
    assertThat(told(72)).containsExactly("RESOLVED vigie/self/broker");
  }

  @Test
  void theCanaryIsNoneOfOurTroublesToEnd() {
    Check canary = Samples.check(ItemId.CANARY, new Thresholds(1, 1, 1), "default");
    ledger.define(List.of(new Definition.Defined(canary)), T0);
    see(10, 8);
    accept(List.of(Samples.failed(canary.item(), at(11))), 11);
    look(12);
    assertThat(told(13)).containsExactly("OPENED " + canary.item());
    assertThat(incident("canary").isOpen()).isTrue();
  }

  @Test
  void aChannelThatRefusesForGoodIsToldOnAnotherUntilItTakesSomething() {
    Audience slack = (_, at) -> Plan.atOnce("default", List.of("slack"), at);
    Set<String> channels = Set.of("slack", "mail");
    Troubles looking =
        new PostgresTroubles(
            DATABASE, new OtherChannels(slack, channels, Optional.of("mail")), channels);
    see(10, 8);
    accept(List.of(Samples.failed(checks.getFirst().item(), at(20))), 20);
    PostgresOutbox outbox = new PostgresOutbox(DATABASE);
    Posting refused = outbox.claim("slack", at(20), Duration.ofMinutes(1), 10).getFirst();
    outbox.settle(refused, new Settlement.GivenUp("slack answered channel_not_found"), at(21));

    keep(looking, 25);
    keep(looking, 30);
    Incident told = incident("channel-slack");
    assertThat(told.firstFailure().summary())
        .isEqualTo(
            "the channel slack refuses for good what it is told since "
                + at(21)
                + ": slack answered channel_not_found");
    assertThat(outbox.claim("slack", at(31), Duration.ofMinutes(1), 10)).isEmpty();
    assertThat(outbox.claim("mail", at(31), Duration.ofMinutes(1), 10))
        .singleElement()
        .matches(one -> one.incident().id().equals(told.id()));

    accept(List.of(Samples.passed(checks.getFirst().item(), at(40))), 40);
    assertThat(told(41)).hasSize(1);
    keep(looking, 45);
    assertThat(incident("channel-slack").resolution()).isEqualTo("it has taken a message again");
  }

  private static void keep(Troubles looking, int second) {
    looking.keep(Sight.judge(looking.count(Optional.empty(), at(second)), at(second)), at(second));
  }

  @Test
  void twoWhoLookOpenOneIncident() {
    see(10, 8);
    silence(60);
    Troubles other = new PostgresTroubles(DATABASE, AUDIENCE);
    Sight.Judged mine = Sight.judge(troubles.count(Optional.empty(), at(60)), at(60));
    Sight.Judged theirs = Sight.judge(other.count(Optional.empty(), at(61)), at(61));
    troubles.keep(mine, at(60));
    assertThat(other.keep(theirs, at(61)).messages()).isZero();
    assertThat(told(62)).hasSize(1);
  }

  @Test
  void aDatabaseThatIsAwayIsSaidToTheEmergency() {
    Trouble none = new Trouble("x", Severity.P0, "", "", "", T0);
    assertThat(none.item()).hasToString("vigie/self/x");
    Troubles away =
        new Troubles() {
          @Override
          public Sight.Counted count(Optional<Instant> brokerAwaySince, Instant now) {
            throw new LedgerException("database: away", true, new IllegalStateException());
          }

          @Override
          public Ledger.Written keep(Sight.Judged judged, Instant now) {
            throw new IllegalStateException("not reached");
          }
        };
    List<String> opened = new ArrayList<>();
    Emergency emergency =
        new Emergency(
            () -> {
              opened.add("opened");
              return Map.of();
            },
            AUDIENCE);
    Lookout watcher = new Lookout(away, () -> true, emergency, clock, _ -> {}, wrong::set);
    watcher.round();
    assertThat(opened).isEmpty();
    clock.advance(Duration.ofSeconds(31));
    watcher.round();
    assertThat(opened).hasSize(1);
  }

  private static Instant at(int seconds) {
    return T0.plusSeconds(seconds);
  }

  private void see(int second, int items) {
    accept(
        checks.stream()
            .limit(items)
            .map(check -> Samples.passed(check.item(), at(second)))
            .toList(),
        second);
  }

  private void accept(List<Result> results, int second) {
    ledger.accept(results, at(second));
  }

  private void silence(int second) {
    ledger.tick(T0, at(second), 100);
  }

  private void look(int second) {
    clock.set(at(second));
    lookout.round();
  }

  private Incident incident(String name) {
    return new PostgresPublications(DATABASE)
        .unpublished(100).stream()
            .filter(Publication.OfIncident.class::isInstance)
            .map(one -> ((Publication.OfIncident) one).incident())
            .filter(one -> one.item().equals(Trouble.item(name)))
            .findFirst()
            .orElseThrow();
  }

  private static List<String> told(int second) {
    List<String> told = new ArrayList<>();
    PostgresOutbox outbox = new PostgresOutbox(DATABASE);
    List<Posting> some = outbox.claim("slack", at(second), Duration.ofMinutes(1), 10);
    for (Posting posting : some) {
      told.add(posting.telling() + " " + posting.incident().item());
      outbox.settle(posting, new Settlement.Delivered(Optional.of("ts")), at(second));
    }
    return told;
  }
}
