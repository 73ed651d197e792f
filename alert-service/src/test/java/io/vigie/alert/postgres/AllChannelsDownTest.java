package io.vigie.alert.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vigie.alert.Samples;
import io.vigie.alert.incident.DeliveryBook.Standing;
import io.vigie.alert.incident.Ledger;
import io.vigie.alert.incident.Ledger.Definition;
import io.vigie.alert.metrics.AlertMetrics;
import io.vigie.alert.notify.Attempt;
import io.vigie.alert.notify.DeliveryRules;
import io.vigie.alert.notify.Notifier;
import io.vigie.alert.notify.SingleLane;
import io.vigie.alert.notify.story.Story;
import io.vigie.alert.pace.Loop;
import io.vigie.alert.route.Plan;
import io.vigie.contract.check.Check;
import io.vigie.testkit.clock.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody can be reached: nothing is lost, all is shown, and what is told later is told once. */
class AllChannelsDownTest {

  private static final DataSource DATABASE = Database.fresh();
  private static final Set<String> CHANNELS = Set.of("slack", "mail");
  private static final Duration LATE = Duration.ofMinutes(15);
  private static final DeliveryRules RULES =
      new DeliveryRules(
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofHours(24));

  private final MutableClock clock = new MutableClock(Samples.START);
  private final Line slack = new Line();
  private final Line mail = new Line();
  private final Check check = Samples.check("CH-001");

  /** A channel that can be away. */
  private static final class Line implements Notifier {
    private final List<String> told = new ArrayList<>();
    private Attempt answer = Attempt.retry("no connection");

    @Override
    public Attempt send(Story story, Optional<String> receipt) {
      if (answer instanceof Attempt.Delivered) {
        told.add(story.telling().name());
      }
      return answer;
    }

    @Override
    public void close() {}
  }

  private final PostgresOutbox outbox = new PostgresOutbox(DATABASE, Optional.of("mail"), LATE);
  private final List<Loop.Task> lanes = List.of(lane("slack", slack), lane("mail", mail));

  private Loop.Task lane(String name, Line line) {
    AlertMetrics metrics = new AlertMetrics(new SimpleMeterRegistry());
    return SingleLane.of(name, line, outbox, RULES, clock, new Random(1), metrics);
  }

  private Ledger ledger(Set<String> channels) {
    return new PostgresLedger(DATABASE, (_, at) -> Plan.atOnce("default", channels, at));
  }

  @BeforeEach
  void empty() {
    PostgresStores.empty(DATABASE);
  }

  private void failsFor(Set<String> channels) {
    ledger(channels).define(List.of(new Definition.Defined(check)), clock.instant());
    ledger(channels)
        .accept(List.of(Samples.failed(check.item(), clock.instant())), clock.instant());
  }

  private void pass(Duration span) {
    for (Duration gone = Duration.ZERO; gone.compareTo(span) < 0; gone = gone.plusSeconds(15)) {
      clock.advance(Duration.ofSeconds(15));
      lanes.forEach(Loop.Task::round);
      sweep();
    }
  }

  private void sweep() {
    var _ = outbox.giveUp(CHANNELS, RULES.maxAge(), DeliveryRules.ORPHAN_AGE, clock.instant());
  }

  private Map<String, Standing> standing() {
    return new PostgresDeliveryBook(DATABASE).channels(CHANNELS, clock.instant());
  }

  @Test
  void isShownAndToldOnceWhenOneIsBackAndOnceOnTheOther() {
    failsFor(CHANNELS);
    pass(Duration.ofMinutes(20));
    assertThat(slack.told).isEmpty();
    assertThat(standing().values())
        .allMatch(one -> one.waiting() == 1)
        .allMatch(one -> one.lastError().equals(Optional.of("no connection")));
    assertThat(outbox.backlog(clock.instant()).oldest()).isEqualTo(Duration.ofMinutes(20));

    mail.answer = Attempt.delivered("m");
    pass(Duration.ofMinutes(2));
    assertThat(mail.told).containsExactly("OPENED");
    assertThat(slack.told).isEmpty();

    slack.answer = Attempt.delivered("s");
    pass(Duration.ofMinutes(2));
    assertThat(slack.told).containsExactly("OPENED");
    assertThat(mail.told).containsExactly("OPENED");
    assertThat(standing().values()).allMatch(one -> one.waiting() == 0);
  }

  @Test
  void whatIsOverMeanwhileIsOneMessageThatSaysBoth() {
    failsFor(CHANNELS);
    pass(Duration.ofMinutes(5));
    ledger(CHANNELS)
        .accept(List.of(Samples.passed(check.item(), clock.instant())), clock.instant());
    pass(Duration.ofMinutes(5));
    mail.answer = Attempt.delivered("m");
    pass(Duration.ofMinutes(2));
    assertThat(mail.told).containsExactly("OPENED_AND_RESOLVED");
  }

  @Test
  void whatIsRefusedForGoodIsToldOnTheFallbackAtOnce() {
    slack.answer = new Attempt.Permanent("552 mailbox full");
    mail.answer = Attempt.delivered("m");
    failsFor(Set.of("slack"));
    pass(Duration.ofSeconds(15));
    assertThat(mail.told).containsExactly("OPENED");
    assertThat(standing().get("slack").undelivered()).isEqualTo(1);
    assertThat(standing().get("slack").isBroken()).isTrue();
  }

  @Test
  void whatNobodyEverTookIsShownAsUndelivered() {
    failsFor(CHANNELS);
    clock.advance(Duration.ofHours(25));
    pass(Duration.ofSeconds(15));
    sweep();
    assertThat(standing().values()).allMatch(one -> one.undelivered() == 1);
    assertThat(outbox.backlog(clock.instant()).undelivered()).isEqualTo(2);
  }
}
