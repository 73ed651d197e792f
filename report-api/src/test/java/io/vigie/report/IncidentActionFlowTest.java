package io.vigie.report;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.Members;
import io.vigie.contract.alert.Notification.Delivery;
import io.vigie.contract.alert.Notification.Occasion;
import io.vigie.contract.alert.Remark;
import io.vigie.contract.alert.Silence;
import io.vigie.contract.alert.Waiver;
import io.vigie.contract.check.Severity;
import io.vigie.contract.command.Command;
import io.vigie.contract.state.ItemState;
import io.vigie.contract.wire.MessageType;
import io.vigie.contract.wire.Topic;
import io.vigie.report.sample.Alerts;
import io.vigie.report.sample.Sample;
import io.vigie.report.sample.Soon;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people do about incidents, on a real broker and a real database. */
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class IncidentActionFlowTest extends OnRealInfrastructure {

  @Test
  void anAcknowledgementIsPassedOnWithWhatThereIsToSay() {
    Incident incident = opened("acked/production/CH-1");

    String id =
        post(
                "/api/v1/incidents/" + incident.id() + "/acknowledgement",
                "{\"by\": \"ana\", \"comment\": \"on it\"}")
            .statusCode(202)
            .body("subject", equalTo("incident/" + incident.id()))
            .extract()
            .path("id");

    assertThat(command(id).order()).isEqualTo(new Command.Acknowledge(incident.id()));
    assertThat(command(id).by()).contains("ana");
    Command comment = command(c -> c.order().equals(new Command.Comment(incident.id(), "on it")));
    assertThat(comment.by()).contains("ana");
  }

  @Test
  void whatIsOverIsCommentedUponAndNotAcknowledged() {
    Sample item = Sample.of("over/production/CH-1", Severity.P1);
    Incident incident = known(item.incident(2, now, Optional.of(now.plusSeconds(60))));

    post("/api/v1/incidents/" + incident.id() + "/acknowledgement", "{\"by\": \"ana\"}")
        .statusCode(409)
        .body("detail", startsWith("incident: must be open to be acknowledged, was resolved at"));
    String id =
        post(
                "/api/v1/incidents/" + incident.id() + "/comments",
                "{\"by\": \"ana\", \"text\": \"cause: disk\"}")
            .statusCode(202)
            .extract()
            .path("id");
    assertThat(command(id).order()).isEqualTo(new Command.Comment(incident.id(), "cause: disk"));
  }

  @Test
  void anIncidentTellsItsStory() {
    Sample item = Sample.of("story/production/CH-1", Severity.P0);
    Sample child = Sample.of("story/production/CH-2", Severity.P1).titled("Search answers");
    Incident plain = item.incident(1, now, Optional.empty());
    Incident lead =
        Alerts.remarked(
            Alerts.acknowledged(
                Alerts.joined(plain, new Members(1, 1, List.of(child.item()))),
                "ana",
                now.plusSeconds(90)),
            Alerts.remark(now.plusSeconds(90), Remark.Kind.ACKNOWLEDGED, "ana", ""));
    Incident folded =
        Alerts.folded(
            child.incident(1, now.plusSeconds(2), Optional.empty()), lead, "depends on it");
    sender
        .send(Topic.RESULTS, MessageType.RESULT, item.passed(now.minusSeconds(120)))
        .send(Topic.RESULTS, MessageType.RESULT, item.failed(now.minusSeconds(60)))
        .send(
            Topic.INCIDENTS,
            MessageType.NOTIFICATION,
            item.notification(plain, "mail", Occasion.ESCALATED, Delivery.UNDELIVERED, 1));
    known(folded);
    known(lead);

    String address = "/api/v1/incidents/" + lead.id();
    Soon.holds(
        () ->
            when()
                .get(address)
                .then()
                .body("acknowledged.by", equalTo("ana"))
                .body("times.detect", equalTo("PT1M"))
                .body("times.acknowledge", equalTo("PT1M30S"))
                .body("members.open", equalTo(1))
                .body("toldWithIt[0].item", equalTo("story/production/CH-2"))
                .body("evidence.lastPass.outcome", equalTo("passed"))
                .body("evidence.firstFailure.outcome", equalTo("failed"))
                .body("notifications[0].delivery", equalTo("undelivered"))
                .body(
                    "timeline.kind",
                    hasItems("first-failure", "opened", "not-told", "joined", "acknowledged")));
    when()
        .get("/api/v1/incidents?system=story&folded=true")
        .then()
        .body("items", hasSize(1))
        .body("items[0].fold.into", equalTo(lead.id().toString()));
    when()
        .get("/api/v1/incidents?system=story&acknowledged=true&open=true")
        .then()
        .body("items.id", equalTo(List.of(lead.id().toString())));
    when()
        .get(address + "/markdown")
        .then()
        .statusCode(200)
        .contentType("text/markdown;charset=UTF-8")
        .body(containsString("# [P0] API answers"));
  }

  @Test
  void aSilenceIsPreviewedPassedOnListedAndEnded() {
    Sample item = Sample.of("hushed/production/CH-1", Severity.P0);
    sender
        .send(Topic.CHECKS, MessageType.CHECK, item.check())
        .send(Topic.STATES, MessageType.STATUS, item.state(ItemState.FAILING, 1, now));
    Soon.holds(
        () ->
            post("/api/v1/silences/preview", "{\"matcher\": {\"system\": \"hush*\"}}")
                .statusCode(200)
                .body("sentence", equalTo("mutes 1 item, 1 is failing at P0"))
                .body("failing.P0", equalTo(1))
                .body("some[0].item", equalTo("hushed/production/CH-1")));

    String id =
        post(
                "/api/v1/silences",
                "{\"matcher\": {\"system\": \"hushed\", \"severity\": \"P0\"},"
                    + " \"reason\": \"deployment\", \"by\": \"ops\", \"for\": \"2h\"}")
            .statusCode(202)
            .body("subject", startsWith("silence/"))
            .extract()
            .path("id");
    Command command = command(id);
    Command.Mute mute = (Command.Mute) command.order();
    assertThat(mute.matcher().words()).isEqualTo("system hushed, severity P0");
    assertThat(mute.until()).isBetween(now.plusSeconds(7100), now.plusSeconds(7300));

    Silence silence =
        new Silence(
            mute.silence(),
            1,
            mute.matcher(),
            mute.reason(),
            "ops",
            command.at(),
            mute.until(),
            Optional.empty());
    sender.send(Topic.INCIDENTS, MessageType.SILENCE, silence);
    String silenceId = silence.id().toString();
    Soon.holds(
        () ->
            when()
                .get("/api/v1/silences?active=true")
                .then()
                .body("find { it.id == '" + silenceId + "' }.words", containsString("hushed"))
                .body(
                    "find { it.id == '" + silenceId + "' }.matcher",
                    equalTo(Map.of("system", "hushed", "severity", "P0"))));

    given()
        .delete("/api/v1/silences/" + silenceId)
        .then()
        .statusCode(400)
        .body("detail", equalTo("by: required, was absent"));
    String end =
        given()
            .delete("/api/v1/silences/" + silenceId + "?by=ben")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    assertThat(command(end).order()).isEqualTo(new Command.Unmute(silence.id()));
    sender.send(Topic.INCIDENTS, MessageType.SILENCE, Alerts.ended(silence, "ben", now));
    Soon.holds(
        () ->
            given()
                .delete("/api/v1/silences/" + silenceId + "?by=ben")
                .then()
                .statusCode(409)
                .body("detail", startsWith("silence: must last to be ended, ended at")));
  }

  @Test
  void aWaiverIsPassedOnShownAndEnded() {
    Sample item = Sample.of("waived/production/CH-1", Severity.P0);
    sender.send(Topic.CHECKS, MessageType.CHECK, item.check());
    String address = "/api/v1/items/" + item.item();
    Soon.holds(() -> when().get(address).then().statusCode(200));

    String id =
        post(
                address + "/waiver",
                "{\"by\": \"cto\", \"reason\": \"v2 replaces it\", \"for\": \"30d\"}")
            .statusCode(202)
            .body("subject", equalTo(item.item().toString()))
            .extract()
            .path("id");
    Command.Waive waive = (Command.Waive) command(id).order();
    assertThat(waive.reason()).isEqualTo("v2 replaces it");

    given()
        .delete(address + "/waiver?by=cto")
        .then()
        .statusCode(409)
        .body("detail", equalTo("item: must be waived to end that, waived/production/CH-1 is not"));
    Waiver waiver = new Waiver("cto", waive.reason(), now, waive.until());
    sender.send(Topic.STATES, MessageType.STATUS, Alerts.waived(item, 1, waiver));
    Soon.holds(
        () ->
            when()
                .get(address)
                .then()
                .body("state", equalTo("waived"))
                .body("waiver.by", equalTo("cto"))
                .body("waiver.reason", equalTo("v2 replaces it")));
    String end =
        given().delete(address + "/waiver?by=cto").then().statusCode(202).extract().path("id");
    assertThat(command(end).order()).isEqualTo(new Command.EndWaiver(item.item()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /incidents/17/acknowledgement | {"by": "a"} | 400 | id: must be a UUID, was "17"
          /incidents/00000000-0000-0000-0000-000000000000/acknowledgement | {"by": "a"} | 404 | incident: 00000000-0000-0000-0000-000000000000 is not known
          /incidents/00000000-0000-0000-0000-000000000000/acknowledgement | {} | 400 | by: required, was absent
          /incidents/00000000-0000-0000-0000-000000000000/comments | {"by": "a"} | 400 | text: required, was absent
          /silences | {"by": "a", "reason": "r", "for": "1h"} | 400 | matcher: must name a system, environment, item, team, category, tag or severity, named none; * stands for any characters
          /silences | {"matcher": {"system": "x"}, "by": "a", "for": "1h"} | 400 | reason: required, was absent
          /silences | {"matcher": {"system": "x"}, "reason": "r", "for": "1h"} | 400 | by: required, was absent
          /silences | {"matcher": {"system": "x"}, "by": "a", "reason": "r"} | 400 | until: required, or for instead of it, was absent
          /silences | {"matcher": {"system": "x"}, "by": "a", "reason": "r", "for": "8d"} | 400 | for: must be such as 30m, 8h or 2d, at most 7d, was "8d"
          /silences | {"matcher": {"system": "x"}, "by": "a", "reason": "r", "for": "soon"} | 400 | for: must be such as 30m, 8h or 2d, at most 7d, was "soon"
          /silences | {"matcher": {"system": "x"}, "by": "a", "reason": "r", "until": "2020-01-01T00:00:00Z"} | 400 | until: must lie within 7 days from now, was "2020-01-01T00:00:00Z"
          /silences | {"matcher": {"system": "x"}, "by": "a", "reason": "r", "until": "9999-01-01"} | 400 | until: must lie within 7 days from now, was "9999-01-01"
          /silences | {"matcher": {"system": "x"}, "by": "a", "reason": "r", "until": "tomorrow"} | 400 | until: must be an instant such as 2026-01-31T12:00:00Z, or a date, was "tomorrow"
          /silences | {"matcher": {"severity": "P7"}} | 400 | matcher.severity: must be one of P0, P1, P2, was "P7"
          /silences | {"matcher": {"system": 7}} | 400 | matcher.system: must be a text, was something else
          /silences | {"matcher": "all"} | 400 | matcher: must be an object, was something else
          /items/no/where/CH-1/waiver | {"by": "a", "reason": "r", "for": "1d"} | 404 | item: no/where/CH-1 is in no checklist
          /items/no/where/CH-1/waiver | {"by": "a", "reason": "r", "for": "367d"} | 400 | for: must be such as 30m, 8h or 2d, at most 366d, was "367d"
          /items/no/where/CH-1/waiver | {"by": "a", "for": "1d"} | 400 | reason: required, was absent
          /items/vigie/self/broker/waiver | {"by": "a", "reason": "r", "for": "1d"} | 404 | item: vigie/self/broker is in no checklist
          """)
  void whatIsWrongIsSaid(String path, String body, int status, String detail) {
    post("/api/v1" + path, body)
        .statusCode(status)
        .contentType("application/problem+json")
        .body("detail", equalTo(detail));
  }

  private Incident opened(String item) {
    return known(Sample.of(item, Severity.P0).incident(1, now, Optional.empty()));
  }

  private static Command command(String id) {
    return command(command -> command.id().equals(UUID.fromString(id)));
  }

  private static ValidatableResponse post(String path, String body) {
    return given().contentType("application/json").body(body).post(path).then();
  }
}
