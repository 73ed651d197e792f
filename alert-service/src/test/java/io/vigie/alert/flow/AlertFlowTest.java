package io.vigie.alert.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vigie.alert.Samples;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.Notification;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Meaning;
import io.vigie.contract.check.Thresholds;
import io.vigie.contract.result.Result;
import io.vigie.contract.state.ItemState;
import io.vigie.contract.wire.Envelope;
import io.vigie.contract.wire.MessageType;
import io.vigie.contract.wire.Topic;
import io.vigie.embedded.Infrastructure;
import io.vigie.testkit.mail.FakeMailServer;
import io.vigie.testkit.mail.ReceivedMail;
import io.vigie.testkit.slack.FakeSlack;
import io.vigie.testkit.slack.SlackBehaviour;
import io.vigie.testkit.slack.SlackMessage;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole service between a real broker, a real database, a Slack and a mail server. */
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class AlertFlowTest {

  private static final Duration SOON = Duration.ofSeconds(15);

  FakeSlack slack;
  FakeMailServer mail;
  Infrastructure infrastructure;

  private final MeterRegistry metrics;
  private final AgroalDataSource database;
  private final Instant now = InstantSource.system().instant();
  private Wire wire;

  @Inject
  AlertFlowTest(MeterRegistry metrics, @DataSource("alert") AgroalDataSource database) {
    this.metrics = metrics;
    this.database = database;
  }

  @BeforeEach
  void connect() {
    slack.reset();
    mail.reset();
    wire = new Wire(infrastructure.kafkaBootstrap());
  }

  @AfterEach
  void disconnect() {
    slack.comeBack();
    mail.comeBack();
    wire.close();
  }

  @Test
  void tellsOfAFailureAndOfItsEnd() {
    Check check = named("CH-001");
    ItemId item = check.item();
    wire.send(check);
    wire.send(Samples.passed(item, ago(20)), Samples.failed(item, ago(10)));

    SlackMessage opened = slackOf(check, 1).getFirst();
    assertThat(opened.readable()).contains("■ P0 FAIL · Chrona · production", "status was 503");
    ReceivedMail mailed = mailsOf(check, 1).getFirst();
    assertThat(mailed.encrypted()).isTrue();
    wire.awaitStatus(item, status -> status.state() == ItemState.FAILING);

    wire.send(Samples.passed(item, now));
    List<SlackMessage> all = slackOf(check, 2);
    assertThat(all.getFirst().isEdited()).isTrue();
    assertThat(all.getFirst().readable()).contains("● P0 RESOLVED after ");
    assertThat(all.getLast().threadTs()).contains(opened.ts());
    assertThat(mailsOf(check, 2).getLast().header("in-reply-to")).isEqualTo(mailed.messageId());
    wire.awaitStatus(item, status -> status.state() == ItemState.PASSING && status.version() == 4);
    wire.await(
        "the delivery of both messages on both channels",
        _ ->
            wire.seen(MessageType.NOTIFICATION, item).stream()
                    .filter(one -> one.delivery() == Notification.Delivery.DELIVERED)
                    .map(Notification::id)
                    .distinct()
                    .count()
                == 4);
    assertThat(wire.seen(MessageType.INCIDENT, item)).last().matches(i -> !i.isOpen());
  }

  @Test
  void aRedeliveredBatchSaysNothingTwice() {
    Check check = named("CH-002");
    Result[] history = {
      Samples.passed(check.item(), ago(30)),
      Samples.failed(check.item(), ago(20)),
      Samples.passed(check.item(), ago(10))
    };
    wire.send(check);
    wire.send(history);
    wire.awaitStatus(check.item(), status -> status.version() == 4);
    wire.send(history);
    wire.send(history[1]);
    passThrough();
    List<SlackMessage> messages = about(check);
    assertThat(messages).filteredOn(SlackMessage::isRoot).hasSize(1);
    assertThat(wire.seen(MessageType.INCIDENT, check.item()))
        .extracting(Incident::id)
        .containsOnly(wire.seen(MessageType.INCIDENT, check.item()).getFirst().id());
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
    slack.comeBack();
    slackOf(check, 1);
    passThrough();
    assertThat(about(check))
        .singleElement()
        .satisfies(message -> assertThat(message.readable()).contains("OPENED AND RESOLVED"));
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
                            && one.lastError().orElse("").contains("channel_not_found")));
    mailsOf(check, 1);
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
  void aResultThatOvertakesItsCheckIsNotLost() {
    Check check = named("CH-008");
    wire.send(Samples.failed(check.item(), ago(10)));
    wire.send(check);
    slackOf(check, 1);
  }

  @Test
  void aResultOfWhichNoChecklistSpeaksIsCountedAndDropped() {
    double before = dropped("unknown");
    wire.send(Samples.failed(Samples.item("CH-404"), ago(10)));
    passThrough();
    assertThat(dropped("unknown")).isEqualTo(before + 1);
  }

  @Test
  void aRemovedItemIsClosedAndGone() {
    Check check = named("CH-009");
    wire.send(check);
    wire.send(Samples.failed(check.item(), ago(10)));
    slackOf(check, 1);
    wire.remove(check.item());
    assertThat(slackOf(check, 2).getLast().readable()).contains("item removed");
    wire.await(
        "a tombstone",
        record ->
            record.topic().equals(Topic.STATES.name())
                && check.item().toString().equals(record.key())
                && record.value() == null);
  }

  @Test
  void silenceIsNotGreen() throws SQLException {
    Check check = named("CH-010");
    wire.send(check);
    wire.send(Samples.passed(check.item(), InstantSource.system().instant()));
    wire.awaitStatus(check.item(), status -> status.state() == ItemState.PASSING);
    // The shortest patience that a check can have is longer than a test wants to wait.
    execute(
        "update alert.item set patience_ms = 1000, wake_at = now() where item = '"
            + check.item()
            + "'");
    wire.awaitStatus(check.item(), status -> status.state() == ItemState.STALE);
    wire.send(Samples.passed(check.item(), InstantSource.system().instant()));
    wire.awaitStatus(
        check.item(), status -> status.state() == ItemState.PASSING && status.version() >= 4);
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

  @Test
  void aRouteOfItsOwnGoesToItsChannelOnly() {
    Check check =
        Samples.check(
            Samples.item("CH-012"), new Thresholds(1, 1, 1), "hook", "r1", title("CH-012"));
    wire.send(check);
    wire.send(Samples.failed(check.item(), ago(10)));
    assertThat(slackOf(check, 1).getFirst().channel()).isEqualTo("webhook");
    passThrough();
    assertThat(mail.mails()).noneMatch(one -> one.subject().contains("Title of CH-012"));
  }

  @Test
  void manyFailuresAtOnceAreAllTold() {
    List<Check> checks = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      checks.add(
          Samples.check(
              Samples.item("MANY-" + i),
              new Thresholds(1, 1, 1),
              "hook",
              "r1",
              title("MANY-" + i + ".")));
      wire.send(checks.get(i));
    }
    wire.send(
        checks.stream().map(one -> Samples.failed(one.item(), ago(10))).toArray(Result[]::new));
    slack.await(messages -> messages.size() >= 60, SOON);
    checks.forEach(check -> assertThat(about(check)).hasSize(1));
  }

  @Test
  void isReadyAndShowsItsNumbers() {
    String ready = RestAssured.get("/q/health/ready").then().statusCode(200).extract().asString();
    assertThat(ready).contains("kafka broker", "Database connections health check");
    RestAssured.get("/q/health/live").then().statusCode(200);
    String numbers = RestAssured.get("/q/metrics").asString();
    assertThat(numbers)
        .contains("vigie_outbox_oldest_age_seconds", "vigie_outbox_waiting", "vigie_alert_channels")
        .doesNotContain(FakeSlack.TOKEN, FakeMailServer.PASSWORD);
  }

  /** Returns when everything that was sent before has been worked on and its messages are out. */
  private void passThrough() {
    Check marker = named("PASS-" + UUID.randomUUID());
    wire.send(marker);
    wire.send(Samples.failed(marker.item(), ago(10)));
    slackOf(marker, 1);
  }

  private Instant ago(int seconds) {
    return now.minusSeconds(seconds);
  }

  private static Meaning title(String name) {
    return Samples.meaning("Title of " + name);
  }

  private static Check named(String name) {
    return Samples.check(Samples.item(name), new Thresholds(1, 1, 1), "default", "r1", title(name));
  }

  private List<SlackMessage> slackOf(Check check, int count) {
    slack.await(_ -> about(check).size() >= count, SOON);
    return about(check);
  }

  private List<SlackMessage> about(Check check) {
    return slack.messages().stream()
        .filter(message -> message.readable().contains(check.meaning().title()))
        .toList();
  }

  private List<ReceivedMail> mailsOf(Check check, int count) {
    return mail
        .await(mails -> mails.stream().filter(one -> isAbout(one, check)).count() >= count, SOON)
        .stream()
        .filter(one -> isAbout(one, check))
        .toList();
  }

  private static boolean isAbout(ReceivedMail one, Check check) {
    return one.subject().contains(check.meaning().title());
  }

  private double count(String outcome) {
    return metrics.find("vigie_notifications").tag("outcome", outcome).counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  private double dropped(String reason) {
    return metrics.find("vigie_alert_results_dropped").tag("reason", reason).counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
