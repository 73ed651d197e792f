package io.vigie.alert.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vigie.alert.Samples;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Notification;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Confirm;
import io.vigie.contract.check.Heartbeat;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Schedule;
import io.vigie.contract.check.Thresholds;
import io.vigie.contract.command.Command;
import io.vigie.contract.job.Cause;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Result;
import io.vigie.contract.state.ItemState;
import io.vigie.contract.wire.MessageType;
import io.vigie.contract.wire.Topic;
import io.vigie.testkit.mail.FakeMailServer;
import io.vigie.testkit.mail.ReceivedMail;
import io.vigie.testkit.slack.FakeSlack;
import io.vigie.testkit.slack.SlackMessage;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** What is told, and to whom. */
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class AlertFlowTest extends AlertFlow {

  @Inject
  AlertFlowTest(MeterRegistry metrics, @ConfigProperty(name = DATABASE_URL) String databaseUrl) {
    super(metrics, databaseUrl);
  }

  @Test
  void tellsOfAFailureAndOfItsEnd() {
    Check check = named("CH-001");
    ItemId item = check.item();
    wire.send(check);
    wire.send(Samples.passed(item, ago(20)), Samples.failed(item, ago(10)));

    SlackMessage opened = slackOf(check, 1).getFirst();
    assertThat(opened.readable()).contains("■ P0 FAIL · chrona · production", "status was 503");
    ReceivedMail mailed = mailsOf(check, 1).getFirst();
    assertThat(mailed.encrypted()).isTrue();
    wire.awaitStatus(item, status -> status.state() == ItemState.FAILING);

    wire.send(Samples.passed(item, now));
    List<SlackMessage> all = slackOf(check, 2);
    assertThat(all.getFirst().isEdited()).isTrue();
    assertThat(all.getFirst().readable()).contains("● RESOLVED after ");
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
    slackOf(check, 1);
    wire.send(history);
    wire.send(history[1]);
    passThrough();
    List<SlackMessage> messages = about(check);
    assertThat(messages).filteredOn(SlackMessage::isRoot).hasSize(1);
    IncidentId incident = wire.awaitIncident(check.item()).id();
    assertThat(wire.seen(MessageType.INCIDENT, check.item()))
        .extracting(Incident::id)
        .containsOnly(incident);
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
  void aJobThatFallsSilentIsToldAndSoIsItsNextSignOfLife() {
    Check check =
        Samples.natured(
            Samples.item("CH-010"),
            new Heartbeat(Optional.empty()),
            new Schedule.Every(Duration.ofSeconds(2), Duration.ZERO));
    wire.send(check);
    wire.send(Samples.passed(check.item(), InstantSource.system().instant()));
    wire.awaitStatus(check.item(), status -> status.state() == ItemState.PASSING);
    wire.awaitStatus(check.item(), status -> status.state() == ItemState.FAILING);
    assertThat(slackOf(check, 1).getFirst().readable()).contains("no sign of life since");
    wire.send(Samples.passed(check.item(), InstantSource.system().instant()));
    wire.awaitStatus(
        check.item(), status -> status.state() == ItemState.PASSING && status.version() >= 4);
    wire.remove(check.item());
    slackOf(check, 2);
  }

  @Test
  void whatOthersDecideFollowsThem() {
    Check member = named("CH-020");
    Check rollUp = Samples.rollUp(Samples.item("CH-021"), Samples.all(member.item()));
    wire.send(rollUp);
    wire.awaitStatus(rollUp.item(), status -> status.reason().equals("no such item: CH-020"));
    wire.send(member);
    wire.send(Samples.failed(member.item(), ago(10)));
    wire.awaitStatus(rollUp.item(), status -> status.reason().equals("failing: CH-020"));
    wire.send(Samples.passed(member.item(), now));
    wire.awaitStatus(rollUp.item(), status -> status.state() == ItemState.PASSING);
    slackOf(member, 2);
    assertThat(about(rollUp)).isEmpty();
  }

  @Test
  void somebodyElseIsAskedBeforeAFailureIsBelieved() {
    Check check = Samples.confirmed(named("CH-022"), new Confirm.DifferentRunner());
    wire.send(check);
    wire.send(Samples.failed(check.item(), ago(10)));
    Command asked = wire.awaitCommand(check.item());
    assertThat(asked.order())
        .isEqualTo(
            new Command.RunNow(
                check.item(), Cause.CONFIRMATION, Optional.of("outside"), Optional.of("r-1")));
    assertThat(about(check)).isEmpty();
    wire.send(
        Samples.confirmation(
            check.item(), now, new Outcome.Failed(Samples.failure("status was 503"))));
    slackOf(check, 1);
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

  /** What comes by and by is told one by one where the channel is quick; what waited is not. */
  @Test
  void manyFailuresWhileAChannelIsAwayAreAllToldInAFewMessages() {
    slack.goAway();
    List<Check> checks = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      checks.add(
          Samples.check(
              new ItemId("many-" + i, "production", "MANY"),
              new Thresholds(1, 1, 1),
              "hook",
              "r1",
              title("MANY-" + i + ".")));
      wire.send(checks.get(i));
    }
    wire.send(
        checks.stream().map(one -> Samples.failed(one.item(), ago(10))).toArray(Result[]::new));
    checks.forEach(check -> wire.awaitIncident(check.item()));

    slack.comeBack();

    checks.forEach(
        check ->
            wire.await(
                "that it is told of",
                _ ->
                    wire.seen(MessageType.NOTIFICATION, check.item()).stream()
                            .anyMatch(one -> one.delivery() == Notification.Delivery.DELIVERED)
                        || wire.seen(MessageType.INCIDENT, check.item()).stream()
                            .anyMatch(one -> one.fold().isPresent())));
    // How many are told by themselves before they are a pile depends on how they arrive.
    assertThat(slack.messages()).hasSizeLessThanOrEqualTo(30);
  }

  @Test
  void isReadyAndShowsItsNumbers() {
    String ready = RestAssured.get("/q/health/ready").then().statusCode(200).extract().asString();
    assertThat(ready).contains("kafka broker", "Database connections health check");
    String alive = RestAssured.get("/q/health/live").then().statusCode(200).extract().asString();
    assertThat(alive).contains("alert-service on vigie.checks", "alert-service on vigie.results");
    String numbers = RestAssured.get("/q/metrics").asString();
    assertThat(numbers)
        .contains("vigie_outbox_oldest_age_seconds", "vigie_outbox_waiting", "vigie_alert_channels")
        .containsPattern("vigie_notifications_total\\{channel=\"hook\",outcome=\"undelivered\"")
        .doesNotContain(FakeSlack.TOKEN, FakeMailServer.PASSWORD);
  }
}
