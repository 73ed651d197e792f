package io.vigie.report;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.Notification.Delivery;
import io.vigie.contract.alert.Notification.Occasion;
import io.vigie.contract.check.ChecklistReport;
import io.vigie.contract.check.ChecklistReport.Gravity;
import io.vigie.contract.check.Severity;
import io.vigie.contract.state.ItemState;
import io.vigie.contract.wire.MessageType;
import io.vigie.contract.wire.Topic;
import io.vigie.report.sample.Sample;
import io.vigie.report.sample.Soon;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Messages in, answers out, on a real broker and a real database. Each test has its own system. */
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class ReportFlowTest extends OnRealInfrastructure {

  @Inject
  @DataSource("report")
  javax.sql.DataSource database;

  @Test
  void aCheckIsPendingUntilItsStateArrivesAndThenMakesTheVerdict() {
    Sample item = Sample.of("flow/production/CH-1", Severity.P0);
    sender.send(Topic.CHECKS, MessageType.CHECK, item.check());

    soon("/api/v1/systems/flow/production", answer -> answer.body("decision", equalTo("unknown")));
    soon(
        "/api/v1/items/flow/production/CH-1",
        answer ->
            answer.body("state", equalTo("pending")).body("definition.kind", equalTo("http")));

    sender.send(Topic.RESULTS, MessageType.RESULT, item.passed(now));
    sender.send(Topic.STATES, MessageType.STATUS, item.state(ItemState.PASSING, 1, now));

    soon(
        "/api/v1/systems/flow/production",
        answer ->
            answer
                .body("decision", equalTo("go"))
                .body("sentence", equalTo("the one item passes"))
                .body("states.passing", equalTo(1))
                .body("categories[0].category", equalTo("availability"))
                .body("categories[0].score", equalTo(10.0f))
                .body("verdict.rule", equalTo("3")));

    sender.send(
        Topic.STATES, MessageType.STATUS, item.state(ItemState.FAILING, 2, now.plusSeconds(1)));

    soon(
        "/api/v1/systems/flow/production/verdict",
        answer ->
            answer
                .body("decision", equalTo("no-go"))
                .body("reasons.item", contains("flow/production/CH-1"))
                .body("toGo[0].action", equalTo("repair"))
                .body("toGo[0].reaches", equalTo("go")));
    soon(
        "/api/v1/systems/flow/production/items?state=failing",
        answer -> answer.body("id", contains("flow/production/CH-1")));
  }

  @Test
  void replaysAndReorderedMessagesNeverGoBack() {
    Sample item = Sample.of("replay/production/CH-1", Severity.P0);
    Incident closed = item.incident(2, now.minusSeconds(300), Optional.of(now));
    Incident open = item.incident(1, now.minusSeconds(300), Optional.empty());
    for (int round = 0; round < 3; round++) {
      sender
          .send(Topic.CHECKS, MessageType.CHECK, item.check())
          .send(Topic.STATES, MessageType.STATUS, item.state(ItemState.PASSING, 7, now))
          .send(
              Topic.STATES,
              MessageType.STATUS,
              item.state(ItemState.FAILING, 6, now.minusSeconds(60)))
          .send(Topic.RESULTS, MessageType.RESULT, item.passed(now))
          .send(Topic.RESULTS, MessageType.RESULT, item.failed(now))
          .send(Topic.RESULTS, MessageType.RESULT, item.failed(now.minusSeconds(60)))
          .send(Topic.INCIDENTS, MessageType.INCIDENT, closed)
          .send(Topic.INCIDENTS, MessageType.INCIDENT, open);
    }
    Sample last = Sample.of("replay/production/last", Severity.P2);
    sender.send(Topic.CHECKS, MessageType.CHECK, last.check());
    sendEnd(last);

    soon(
        "/api/v1/items/replay/production/last",
        answer ->
            answer.body("state", equalTo("passing")).body("newest.outcome", equalTo("passed")));
    soon(
        "/api/v1/items/replay/production/CH-1",
        answer ->
            answer
                .body("version", equalTo(7))
                .body("state", equalTo("passing"))
                .body("newest.outcome", equalTo("passed")));
    soon(
        "/api/v1/items/replay/production/CH-1/results",
        answer -> answer.body("items.outcome", contains("passed", "failed")));
    soon(
        "/api/v1/incidents?system=replay",
        answer -> answer.body("items.version", contains(2)).body("items.open", contains(false)));
  }

  @Test
  void resultsAndIncidentsComeInPages() {
    Sample item = Sample.of("pages/production/CH-1", Severity.P1);
    sender.send(Topic.CHECKS, MessageType.CHECK, item.check());
    for (int i = 0; i < 3; i++) {
      sender.send(Topic.RESULTS, MessageType.RESULT, item.passed(now.minusSeconds(i)));
      sender.send(
          Topic.INCIDENTS,
          MessageType.INCIDENT,
          item.incident(1, now.minusSeconds(i), Optional.empty()));
    }
    soon("/api/v1/items/pages/production/CH-1/results", a -> a.body("items", hasSize(3)));
    soon("/api/v1/incidents?system=pages&open=true", a -> a.body("items", hasSize(3)));

    for (String path :
        List.of(
            "/api/v1/items/pages/production/CH-1/results?limit=2",
            "/api/v1/incidents?system=pages&limit=2")) {
      String next = when().get(path).then().body("items", hasSize(2)).extract().path("next");
      when()
          .get(path + "&before=" + next)
          .then()
          .body("items", hasSize(1))
          .body("next", nullValue());
    }
  }

  @Test
  void anIncidentShowsWhatBecameOfItsMessages() {
    Sample item = Sample.of("told/production/CH-1", Severity.P0);
    Incident incident = item.incident(1, now, Optional.empty());
    sender
        .send(Topic.INCIDENTS, MessageType.INCIDENT, incident)
        .send(
            Topic.INCIDENTS,
            MessageType.NOTIFICATION,
            item.notification(incident, "email", Occasion.OPENED, Delivery.UNDELIVERED, 1));

    soon(
        "/api/v1/incidents/" + incident.id(),
        answer ->
            answer
                .body("notifications.channel", contains("email"))
                .body("notifications.delivery", contains("undelivered"))
                .body("notifications.lastError", contains("503 Service Unavailable"))
                .body("notifications.escalatedTo", contains("pager")));
    assertThat(page("/incidents"))
        .contains("undelivered", "503 Service Unavailable, told instead: pager");
    assertThat(page("/incidents/" + incident.id())).contains("told instead: pager");
  }

  @Test
  void aRemovedItemDisappears() {
    Sample item = Sample.of("gone/production/CH-1", Severity.P0);
    sender.send(Topic.CHECKS, MessageType.CHECK, item.check());
    soon("/api/v1/items/gone/production/CH-1", answer -> answer.statusCode(200));

    sender.remove(Topic.CHECKS, item.item()).remove(Topic.STATES, item.item());

    soon("/api/v1/items/gone/production/CH-1", answer -> answer.statusCode(404));
    soon("/api/v1/systems/gone/production", answer -> answer.statusCode(404));
  }

  @Test
  void whatCannotBeReadIsPutAsideAndTheRestGoesOn() {
    Sample item = Sample.of("rubbish/production/CH-1", Severity.P0);
    sender
        .sendRubbish(Topic.CHECKS, "rubbish/production/CH-1", "io.vigie.check.v1", "{not json")
        .sendRubbish(Topic.CHECKS, "rubbish/production/CH-1", "io.vigie.check.v9", "{}")
        .sendRubbish(Topic.CHECKS, "no item", "io.vigie.check.v1", "{}")
        .send(Topic.CHECKS, MessageType.CHECK, item.check());
    // A due time beyond what the database can hold: readable, but refused.
    sender
        .send(
            Topic.RESULTS,
            MessageType.RESULT,
            item.passed(Instant.parse("+299999-01-01T00:00:00Z")))
        .send(Topic.RESULTS, MessageType.RESULT, item.passed(now));

    soon("/api/v1/items/rubbish/production/CH-1/results", a -> a.body("items", hasSize(1)));
    Soon.holds(
        () ->
            assertThat(metric("vigie_report_dead_letters_total"))
                .anyMatch(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))) >= 4));
  }

  @Test
  void troubleWithTheDatabaseIsWaitedOut() throws SQLException {
    Sample item = Sample.of("trouble/production/CH-1", Severity.P0);
    sender.send(Topic.CHECKS, MessageType.CHECK, item.check());
    soon("/api/v1/items/trouble/production/CH-1", answer -> answer.statusCode(200));

    sql("alter table report.state rename to hidden");
    try {
      sender.send(Topic.STATES, MessageType.STATUS, item.state(ItemState.FAILING, 1, now));
      Soon.holds(
          () ->
              assertThat(metric("vigie_report_record_retries_total"))
                  .anyMatch(line -> !line.endsWith(" 0.0")));
      Soon.holds(() -> assertThat(page("/q/health/live")).contains("waiting for what it needs"));
      when()
          .get("/api/v1/systems")
          .then()
          .statusCode(503)
          .contentType("application/problem+json")
          .header("Retry-After", "5");
      given().get("/").then().statusCode(503).contentType("text/html");
    } finally {
      sql("alter table report.hidden rename to state");
    }

    soon(
        "/api/v1/items/trouble/production/CH-1",
        answer -> answer.body("state", equalTo("failing")));
  }

  @Test
  void problemsOfChecklistsAreShown() {
    sender.send(
        Topic.CHECKLISTS,
        MessageType.CHECKLIST,
        new ChecklistReport(
            "shop/production.yaml",
            now,
            4,
            List.of(
                new ChecklistReport.Problem(
                    Gravity.ERROR, 12, 5, "items[1].evry", "unknown key \"evry\""))));

    soon(
        "/api/v1/checklists",
        answer ->
            answer
                .body("file", hasItem("shop/production.yaml"))
                .body("problems.flatten().message", hasItem("unknown key \"evry\"")));
    assertThat(page("/"))
        .contains("shop/production.yaml:12:5", "unknown key &quot;evry&quot;")
        .contains("the last good version with 4 items is watched");

    sender.remove(Topic.CHECKLISTS, "shop/production.yaml");
    soon("/api/v1/checklists", answer -> answer.body("file", not(hasItem("shop/production.yaml"))));
  }

  @Test
  void statesAndVerdictsAreExported() {
    Sample item = Sample.of("metrics/production/CH-1", Severity.P0);
    sender
        .send(Topic.CHECKS, MessageType.CHECK, item.check())
        .send(Topic.STATES, MessageType.STATUS, item.state(ItemState.FAILING, 1, now));

    Soon.holds(
        () -> {
          assertThat(metric("vigie_item_state{"))
              .contains(
                  "vigie_item_state{environment=\"production\",item=\"CH-1\",state=\"failing\","
                      + "system=\"metrics\"} 1.0");
          assertThat(metric("vigie_system_verdict{"))
              .contains(
                  "vigie_system_verdict{environment=\"production\",system=\"metrics\","
                      + "verdict=\"no-go\"} 1.0");
        });
  }

  @Test
  void theProcessIsReadyAndAlive() {
    when().get("/q/health/ready").then().statusCode(200);
    when().get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
  }

  @Test
  void theInterfaceIsDescribed() {
    when()
        .get("/q/openapi?format=json")
        .then()
        .statusCode(200)
        .body("info.title", equalTo("Vigie report API"))
        .body(
            "paths.'/api/v1/systems/{system}/{environment}/verdict'.get.summary",
            containsString("verdict"))
        .body("paths.keySet()", not(hasItem("/incidents")))
        .body("paths.collectMany { it.value.values().findAll { !it.summary } }", empty())
        .body("tags", not(empty()));
  }

  private void sendEnd(Sample last) {
    sender
        .send(Topic.STATES, MessageType.STATUS, last.state(ItemState.PASSING, 1, now))
        .send(Topic.RESULTS, MessageType.RESULT, last.passed(now));
  }

  private static void soon(String path, Consumer<ValidatableResponse> expectation) {
    Soon.holds(() -> expectation.accept(when().get(path).then()));
  }

  private static String page(String path) {
    return when().get(path).then().statusCode(200).extract().asString();
  }

  private static List<String> metric(String start) {
    return page("/q/metrics").lines().filter(line -> line.startsWith(start)).toList();
  }

  private void sql(String statement) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }
}
