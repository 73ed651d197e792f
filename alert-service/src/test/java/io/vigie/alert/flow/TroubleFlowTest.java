package io.vigie.alert.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vigie.alert.Samples;
import io.vigie.contract.alert.Notification;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Thresholds;
import io.vigie.contract.state.ItemState;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.MessageType;
import io.vigie.contract.wire.Topic;
import io.vigie.testkit.slack.SlackBehaviour;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** What goes wrong around the service is told once, later, and holds up nobody. */
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class TroubleFlowTest extends AlertFlow {

  @Inject
  TroubleFlowTest(MeterRegistry metrics, @ConfigProperty(name = DATABASE_URL) String databaseUrl) {
    super(metrics, databaseUrl);
  }

  @Test
  void slackThatIsDownIsToldOnceWhenItIsBack() {
    Check check = named("CH-003");
    slack.goAway();
    wire.send(check);
    wire.send(Samples.failed(check.item(), ago(10)));
    wire.await(
        "a message that was tried in vain",
        _ ->
            wire.seen(MessageType.NOTIFICATION, check.item()).stream()
                .anyMatch(one -> one.attempts() > 1 && one.lastError().isPresent()));
    slack.comeBack();
    slackOf(check, 1);
    passThrough();
    assertThat(about(check)).hasSize(1);
    assertThat(mailsOf(check, 1)).hasSize(1);
  }

  @Test
  void whatOpenedAndEndedWhileSlackWasDownIsOneMessage() {
    Check check = named("CH-004");
    slack.goAway();
    wire.send(check);
    wire.send(Samples.failed(check.item(), ago(20)));
    wire.awaitStatus(check.item(), status -> status.state() == ItemState.FAILING);
    wire.send(Samples.passed(check.item(), ago(10)));
    wire.awaitStatus(check.item(), status -> status.state() == ItemState.PASSING);
    // What was in hand while it recovered still says that it opened.
    int tried = tries(check);
    wire.await("one more try", _ -> tries(check) > tried);
    slack.comeBack();
    slackOf(check, 1);
    passThrough();
    assertThat(about(check))
        .singleElement()
        .satisfies(message -> assertThat(message.readable()).contains("OPENED AND RESOLVED"));
  }

  private int tries(Check check) {
    return wire.seen(MessageType.NOTIFICATION, check.item()).stream()
        .mapToInt(Notification::attempts)
        .max()
        .orElse(0);
  }

  @Test
  void aSendOfWhichNothingIsKnownIsRepeatedOnceAndCounted() {
    Check check = named("CH-005");
    double before = count("unclear");
    slack.next(new SlackBehaviour.AcceptThenCut());
    wire.send(check);
    wire.send(Samples.failed(check.item(), ago(10)));
    slackOf(check, 2);
    passThrough();
    assertThat(about(check)).hasSize(2);
    assertThat(count("unclear")).isEqualTo(before + 1);
  }

  @Test
  void aRefusalForGoodIsShownAsUndelivered() {
    Check check = named("CH-006");
    slack.next(SlackBehaviour.notOk("channel_not_found"));
    wire.send(check);
    wire.send(Samples.failed(check.item(), ago(10)));
    wire.await(
        "an undelivered message",
        _ ->
            wire.seen(MessageType.NOTIFICATION, check.item()).stream()
                .anyMatch(
                    one ->
                        one.delivery() == Notification.Delivery.UNDELIVERED
                            && one.escalatedTo().equals(Optional.of("mailbox"))
                            && one.lastError().orElse("").contains("channel_not_found")));
    mailsOf(check, 1);
  }

  @Test
  void whatSlackWillNotHaveIsToldByMailInstead() {
    Check check =
        Samples.check(
            Samples.item("CH-016"), new Thresholds(1, 1, 1), "hook", "r1", title("CH-016"));
    slack.next(SlackBehaviour.notOk("channel_not_found"));
    wire.send(check);
    wire.send(Samples.failed(check.item(), ago(20)));
    mailsOf(check, 1);
    wire.send(Samples.passed(check.item(), ago(10)));
    mailsOf(check, 2);
  }

  @Test
  void aCrashBetweenCommitAndPublishingIsRepaired() throws SQLException {
    Check check = named("CH-007");
    wire.send(check);
    wire.send(Samples.passed(check.item(), ago(10)));
    wire.awaitStatus(check.item(), status -> status.state() == ItemState.PASSING);
    // What the database looks like when a process died after its commit.
    execute(
        "update alert.item set version = version + 1, state = replace(state, 'passing', 'passing')"
            + " where item = '"
            + check.item()
            + "'");
    wire.awaitStatus(check.item(), status -> status.version() == 3);
  }

  @Test
  void connectionsThatTheDatabaseCutsAreWaitedOut() throws SQLException {
    Check check = named("CH-014");
    wire.send(check);
    wire.awaitStatus(check.item(), status -> true);
    execute(
        "select pg_terminate_backend(pid) from pg_stat_activity"
            + " where datname = current_database() and pid <> pg_backend_pid()");
    wire.send(Samples.failed(check.item(), ago(10)));
    assertThat(slackOf(check, 1)).hasSize(1);
    mailsOf(check, 1);
  }

  @Test
  void whatCannotBeReadIsPutAsideAndHoldsUpNobody() {
    wire.send(new ProducerRecord<>(Topic.RESULTS.name(), "chrona/production/CH-011", "not json"));
    wire.send(new ProducerRecord<>(Topic.RESULTS.name(), null, "{}"));
    wire.send(new ProducerRecord<>(Topic.CHECKS.name(), "not an item", null));
    Check check = named("CH-011");
    wire.send(check);
    wire.send(Samples.passed(check.item(), ago(10)));
    wire.awaitStatus(check.item(), status -> status.state() == ItemState.PASSING);
    wire.await(
        "a dead letter with its reason",
        record ->
            record.topic().equals(Topic.DEAD_LETTERS.name())
                && record.headers().lastHeader(Envelope.REASON) != null);
  }

  @Test
  void whatCannotBeWrittenIsPutAsideAndHoldsUpNobody() throws SQLException {
    Check poison = named("POISON");
    Check good = named("CH-013");
    wire.send(poison);
    wire.send(good);
    wire.awaitStatus(poison.item(), status -> true);
    wire.awaitStatus(good.item(), status -> true);
    execute(
        "alter table alert.item add constraint poison"
            + " check (item not like '%/POISON' or version < 2)");
    try {
      wire.send(Samples.passed(poison.item(), ago(10)), Samples.passed(good.item(), ago(10)));
      wire.awaitStatus(good.item(), status -> status.state() == ItemState.PASSING);
      wire.await(
          "the result that could not be written",
          record ->
              record.topic().equals(Topic.DEAD_LETTERS.name())
                  && poison.item().toString().equals(record.key()));
    } finally {
      execute("alter table alert.item drop constraint poison");
    }
  }
}
