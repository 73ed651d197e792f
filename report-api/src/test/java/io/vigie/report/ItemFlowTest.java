package io.vigie.report;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Maintenance;
import io.vigie.contract.check.RollUp;
import io.vigie.contract.check.Schedule;
import io.vigie.contract.check.Severity;
import io.vigie.contract.state.ItemState;
import io.vigie.contract.state.ItemStatus;
import io.vigie.contract.wire.MessageType;
import io.vigie.contract.wire.Topic;
import io.vigie.report.sample.Sample;
import io.vigie.report.sample.Soon;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What is told of items of every nature, on a real broker and a real database. */
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class ItemFlowTest extends OnRealInfrastructure {

  @Test
  void allThatADefinitionSaysIsTold() {
    Sample item = Sample.of("rich/production/CH-1", Severity.P0);
    define(item.rich("Close the port."));
    sender.send(Topic.STATES, MessageType.STATUS, item.state(ItemState.FAILING, 1, now));

    soon(
        "/api/v1/items/rich/production/CH-1",
        a ->
            a.body("state", equalTo("failing"))
                .body("nature", equalTo("check"))
                .body("phase", equalTo("production"))
                .body("polarity", equalTo("recommended"))
                .body("declared.status", equalTo("done"))
                .body("declared.on", equalTo("2026-10-01"))
                .body("declared.agreement", equalTo("disagrees"))
                .body("details.mode", equalTo("check"))
                .body("details.nextDue", notNullValue())
                .body("details.nextMaintenance.reason", equalTo("Close the port."))
                .body("definition.schedule.text", equalTo("*/5 * * * * (Europe/Paris)"))
                .body("definition.schedule.type", equalTo("cron"))
                .body("definition.schedule.zone", equalTo("Europe/Paris"))
                .body("definition.locations", contains("outside", "inside"))
                .body("definition.quorum", equalTo(2))
                .body("definition.retry.times", equalTo(2))
                .body("definition.confirm", equalTo("inside"))
                .body("definition.effect", equalTo("may-lock-out"))
                .body("definition.warn", contains("took < 1s"))
                .body("definition.action", equalTo("Close the port."))
                .body("definition.dependsOn", contains("rich/production/DEP-1", "idp/production")));
    assertThat(text("/items/rich/production/CH-1"))
        .contains("The document said done ( Close the port. ) on 2026-10-01")
        .contains("disagrees with what is seen", "*/5 * * * * (Europe/Paris)")
        .contains("2 of 2 locations", "2 more, 3 s apart and doubling", "a runner at inside")
        .contains("may-lock-out", "recommended", "What it depends on", "the system as a whole")
        .contains("not watched", "Next maintenance");
    assertThat(text("/systems/rich/production")).contains("declared done");
  }

  @Test
  void aRollUpShowsItsTreeAndItsWeakestMember() {
    Sample probed = Sample.of("tree/production/CH-1", Severity.P0).titled("Port is closed");
    Sample signed = Sample.of("tree/production/RF-1", Severity.P0).titled("Restore was tested");
    Sample inner = Sample.of("tree/production/CH-2", Severity.P0).titled("Inner");
    Sample outer = Sample.of("tree/production/CH-3", Severity.P0).titled("Outer");
    define(probed.check());
    define(signed.signed(Duration.ofDays(90)));
    define(inner.decidedBy(any("CH-1", "RF-1"), new Schedule.OnDeploy(Duration.ZERO)));
    define(outer.decidedBy(any("CH-2", "CH-404"), new Schedule.OnDeploy(Duration.ZERO)));
    sender.send(Topic.STATES, MessageType.STATUS, signed.state(ItemState.FAILING, 1, now));

    soon(
        "/api/v1/items/tree/production/CH-2",
        a ->
            a.body("nature", equalTo("roll-up"))
                .body("details.mode", equalTo("attestation"))
                .body("rollUp.type", equalTo("any"))
                .body("rollUp.parts.item", hasItem("tree/production/RF-1"))
                .body("rollUp.parts.state", contains("pending", "failing")));
    soon(
        "/api/v1/items/tree/production/CH-3",
        a ->
            a.body("details.mode", equalTo("attestation"))
                .body("details.nextDue", nullValue())
                .body("rollUp.parts[1].state", nullValue()));
    assertThat(text("/items/tree/production/CH-2"))
        .contains("What it is made of any of", "Port is closed", "■ failing Restore was tested")
        .contains("roll-up; its weakest member: attestation");
  }

  @Test
  void whatDoesNotApplyIsShownWithTheReasonAndDoesNotCount() {
    Sample redis = Sample.of("unused/production/CH-1", Severity.P0).titled("Redis asks");
    Sample other = Sample.of("unused/production/CH-2", Severity.P0);
    define(Sample.notApplicable(redis.check(), "Redis is not used"));
    define(other.check());
    sender
        .send(Topic.RESULTS, MessageType.RESULT, other.passed(now))
        .send(Topic.STATES, MessageType.STATUS, other.state(ItemState.PASSING, 1, now));

    soon(
        "/api/v1/systems/unused/production",
        a ->
            a.body("decision", equalTo("go"))
                .body("sentence", equalTo("the one item passes, 1 not applicable"))
                .body("states.'not-applicable'", equalTo(1)));
    assertThat(text("/systems/unused/production"))
        .contains("– not-applicable", "Redis asks", "Redis is not used");
    assertThat(text("/")).contains("1 not applicable");
    when()
        .get("/api/v1/items/unused/production/CH-1")
        .then()
        .body("state", equalTo("not-applicable"))
        .body("reason", equalTo("Redis is not used"))
        .body("details.nextDue", nullValue());
  }

  @Test
  void warningsAndMaintenanceAreMarkedAndDoNotCount() {
    Sample item = Sample.of("marked/production/CH-1", Severity.P0);
    define(
        Sample.maintained(
            item.check(),
            new Maintenance(
                "upgrade",
                new Maintenance.Once(now.minusSeconds(60), now.plus(Duration.ofHours(2))))));
    ItemStatus status = item.state(ItemState.PASSING, 1, now);
    sender
        .send(Topic.RESULTS, MessageType.RESULT, item.passed(now))
        .send(
            Topic.STATES,
            MessageType.STATUS,
            new ItemStatus(
                status.item(),
                1,
                ItemState.PASSING,
                now,
                now,
                "",
                Optional.empty(),
                Optional.of("took 1.4 s")));

    soon(
        "/api/v1/systems/marked/production",
        a ->
            a.body("decision", equalTo("go"))
                .body("warnings", equalTo(1))
                .body("inMaintenance", equalTo(1)));
    soon(
        "/api/v1/systems/marked/production/items",
        a ->
            a.body("warning", contains("took 1.4 s"))
                .body("maintenance.reason", contains("upgrade")));
    assertThat(text("/")).contains("▲ 1 warning", "‖ 1 under maintenance");
    assertThat(text("/systems/marked/production"))
        .contains("▲ warning", "‖ maintenance", "Maintenance: upgrade, until");
    assertThat(text("/items/marked/production/CH-1"))
        .contains("▲ Passes with a warning took 1.4 s", "‖ Under maintenance until", "upgrade");
  }

  @Test
  void itemsAreFilteredByTheirPhase() {
    define(Sample.of("phased/production/CH-1", Severity.P0).titled("In phase").rich("x"));
    define(Sample.of("phased/production/CH-2", Severity.P0).titled("Without phase").check());

    when()
        .get("/api/v1/systems/phased/production/items?phase=production")
        .then()
        .body("id", contains("phased/production/CH-1"));
    when()
        .get("/api/v1/systems/phased/production/items?phase=installation")
        .then()
        .body("id", equalTo(List.of()));
    when()
        .get("/api/v1/systems/phased/production/items?phase=later")
        .then()
        .statusCode(400)
        .body(
            "detail",
            equalTo(
                "phase: must be one of pre-deployment, installation, production,"
                    + " was \"later\""));
    assertThat(text("/systems/phased/production")).contains("all phases", "Without phase");
    assertThat(text("/systems/phased/production?phase=production"))
        .contains("In phase", "the verdict above is about all of them")
        .doesNotContain("Without phase </a>");
    when().get("/systems/phased/production?phase=later").then().statusCode(400);
  }

  @Test
  void uptimeIsAccountedFor() {
    Sample item = Sample.of("uptime/production/CH-1", Severity.P0);
    define(item.check());
    sender
        .send(
            Topic.STATES,
            MessageType.STATUS,
            item.state(ItemState.PASSING, 1, now.minus(Duration.ofHours(16))))
        .send(
            Topic.STATES,
            MessageType.STATUS,
            item.state(ItemState.FAILING, 2, now.minus(Duration.ofHours(4))));

    soon(
        "/api/v1/items/uptime/production/CH-1",
        a ->
            a.body("details.uptime.window", contains("PT24H", "PT168H", "PT720H"))
                .body("details.uptime[0].share", lessThanOrEqualTo(0.75f))
                .body("details.uptime[0].passing", equalTo("PT12H")));
    assertThat(text("/items/uptime/production/CH-1"))
        .containsPattern("24 h 7[45]\\.\\d\\d %")
        .contains("not counted: not recorded");
  }

  @Test
  void theRevisionsOfAllItemsAreListed() {
    define(Sample.of("listed/production/CH-1", Severity.P1).check());
    define(Sample.of("listed/production/RF-1", Severity.P0).signed(Duration.ofDays(9)));

    when()
        .get("/api/v1/definitions")
        .then()
        .statusCode(200)
        .body("find { it.item == 'listed/production/CH-1' }.revision", equalTo("r-1"))
        .body("find { it.item == 'listed/production/CH-1' }.route", equalTo("default"))
        .body("find { it.item == 'listed/production/CH-1' }.severity", equalTo("P1"))
        .body("find { it.item == 'listed/production/CH-1' }.nature", equalTo("check"))
        .body("find { it.item == 'listed/production/RF-1' }.nature", equalTo("attestation"));
  }

  private static RollUp any(String... items) {
    return new RollUp(
        new RollUp.Any(
            java.util.Arrays.stream(items)
                .<RollUp.Tree>map(item -> new RollUp.Member(new ItemId("tree", "production", item)))
                .toList()));
  }

  private void define(Check check) {
    sender.send(Topic.CHECKS, MessageType.CHECK, check);
    Soon.holds(() -> when().get("/api/v1/items/" + check.item()).then().statusCode(200));
  }

  private static void soon(String path, Consumer<ValidatableResponse> expectation) {
    Soon.holds(() -> expectation.accept(when().get(path).then().statusCode(200)));
  }

  /** What a page says, without its tags. */
  private static String text(String path) {
    String page = when().get(path).then().statusCode(200).extract().asString();
    return page.replaceAll("<[^>]*>", " ").replace("&lt;", "<").replaceAll("\\s+", " ");
  }
}
