package io.vigie.alert.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alert.Samples;
import io.vigie.alert.followup.Follower;
import io.vigie.alert.incident.Ledger;
import io.vigie.alert.incident.Ledger.Definition;
import io.vigie.alert.incident.Outbox;
import io.vigie.alert.incident.Posting;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.incident.Settlement;
import io.vigie.alert.route.Routes;
import io.vigie.alert.silence.Silences;
import io.vigie.contract.check.Check;
import io.vigie.contract.command.Command;
import io.vigie.testkit.clock.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is told where a channel takes nothing for long: what is true, once, and its end. */
class FallbackTest {

  private static final DataSource DATABASE = Database.fresh();
  private static final Instant T0 = Samples.START;
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final Duration LATE = Duration.ofMinutes(20);
  private static final Duration DAY = Duration.ofDays(1);

  private final MutableClock clock = new MutableClock(T0);
  private final Routes routes = routes(List.of("slack"));
  private final Ledger ledger = new PostgresLedger(DATABASE, routes);
  private final Outbox outbox = new PostgresOutbox(DATABASE, Optional.of("boss"), LATE);
  private final Check check = Samples.check("CH-001");

  @BeforeEach
  void empty() {
    PostgresStores.empty(DATABASE);
    ledger.define(List.of(new Definition.Defined(check)), T0);
  }

  @Test
  void whoKnowsItFromAnEscalationIsNotToldOfTheOpeningAfterwards() {
    judged(false);
    pass(Duration.ofMinutes(16));
    new Follower(new PostgresFollowUps(DATABASE), routes, clock, _ -> {}).round();
    assertThat(told("boss")).containsExactly(Telling.ESCALATED);
    judged(true);
    assertThat(told("boss")).containsExactly(Telling.RESOLVED);

    pass(Duration.ofMinutes(5));
    sweep();

    assertThat(told("boss")).isEmpty();
    assertThat(told("slack")).containsExactly(Telling.OPENED_AND_RESOLVED);
  }

  @Test
  void whatHasBegunAnewIsNotToldToBeOverAndItsEndIsTold() {
    judged(false);
    assertThat(told("slack")).containsExactly(Telling.OPENED);
    judged(true);
    pass(Duration.ofMinutes(1));
    judged(false);
    pass(LATE.plusMinutes(1));
    sweep();
    assertThat(told("boss")).containsExactly(Telling.REOPENED);

    judged(true);

    assertThat(told("boss")).containsExactly(Telling.RESOLVED);
  }

  @Test
  void whatIsOverWhenAChannelRefusesItsOpeningIsToldToBeOver() {
    judged(false);
    Posting opening = outbox.claim("slack", clock.instant(), LEASE, 10).getFirst();
    judged(true);

    outbox.settle(opening, new Settlement.GivenUp("channel_not_found"), clock.instant());

    assertThat(told("boss")).containsExactly(Telling.OPENED_AND_RESOLVED);
    assertThat(told("slack")).containsExactly(Telling.OPENED_AND_RESOLVED);
    assertThat(told("boss")).isEmpty();
  }

  @Test
  void whoWasToldOfTheEndIsNotToldOfTheOpeningThatStillWaitsElsewhere() {
    Ledger both = onMailToo();
    endIsToldByTheBoss(both);

    pass(LATE.plusMinutes(1));
    sweep();

    assertThat(told("boss")).isEmpty();
    assertThat(told("mail")).containsExactly(Telling.OPENED_AND_RESOLVED);
  }

  @Test
  void whoWasToldOfTheEndIsNotToldAgainThatItOpened() {
    Ledger both = onMailToo();
    endIsToldByTheBoss(both);
    pass(Duration.ofMinutes(1));
    judged(both, false);
    pass(LATE.plusMinutes(1));
    sweep();

    judged(both, true);

    assertThat(told("boss")).containsExactly(Telling.RESOLVED);
  }

  private void endIsToldByTheBoss(Ledger both) {
    judged(both, false);
    assertThat(told("slack")).containsExactly(Telling.OPENED);
    judged(both, true);
    Posting end = outbox.claim("slack", clock.instant(), LEASE, 10).getFirst();
    outbox.settle(end, new Settlement.GivenUp("channel_not_found"), clock.instant());
    assertThat(told("boss")).containsExactly(Telling.OPENED_AND_RESOLVED);
  }

  private static Ledger onMailToo() {
    return new PostgresLedger(DATABASE, routes(List.of("mail", "slack")));
  }

  /** The boss hears what they do not take. */
  private static Routes routes(List<String> told) {
    return new Routes(
        List.of(),
        Map.of("default", told),
        List.of("boss", "mail", "slack"),
        Optional.of("boss"),
        new Silences());
  }

  @Test
  void aChangeOfTheChecklistAfterTheEndOfAWaiverOpensWhatStillFails() {
    Command.Waive waive = new Command.Waive(check.item(), "known", T0.plusSeconds(60));
    new PostgresOrders(DATABASE, routes, new Silences())
        .take(new Command(new UUID(0, 1), T0, Optional.of("anne"), waive), T0);
    judged(false);
    pass(Duration.ofSeconds(90));

    ledger.define(List.of(new Definition.Defined(check.stamped("r2"))), clock.instant());

    assertThat(told("slack")).containsExactly(Telling.OPENED);
  }

  private void pass(Duration time) {
    clock.advance(time);
  }

  private void judged(boolean well) {
    judged(ledger, well);
  }

  private void judged(Ledger by, boolean well) {
    Instant now = clock.advance(Duration.ofSeconds(1));
    by.accept(
        List.of(well ? Samples.passed(check.item(), now) : Samples.failed(check.item(), now)), now);
  }

  private void sweep() {
    assertThat(outbox.giveUp(Set.of("boss", "slack"), DAY, DAY, clock.instant())).isEmpty();
  }

  private List<Telling> told(String channel) {
    List<Telling> told = new ArrayList<>();
    for (Posting one : outbox.claim(channel, clock.instant(), LEASE, 10)) {
      told.add(one.telling());
      outbox.settle(one, new Settlement.Delivered(Optional.of("ts")), clock.instant());
    }
    return told;
  }
}
