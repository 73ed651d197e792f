package io.vigie.report;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Severity;
import io.vigie.contract.command.Command;
import io.vigie.contract.job.Cause;
import io.vigie.contract.wire.MessageType;
import io.vigie.contract.wire.Topic;
import io.vigie.report.sample.Sample;
import io.vigie.report.sample.Soon;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked for reaches the other services, on a real broker and a real database. */
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class CommandFlowTest extends OnRealInfrastructure {

  @Test
  void aDeploymentIsPassedOn() {
    define(Sample.of("deployed/production/CH-1", Severity.P0).check());

    String id =
        post(
                "/api/v1/systems/deployed/production/deployments",
                "{\"version\": \"2.4.1\", \"by\": \"ci\"}")
            .statusCode(202)
            .body("subject", equalTo("deployed/production"))
            .body("at", notNullValue())
            .extract()
            .path("id");

    Command command = command(id);
    assertThat(command.by()).contains("ci");
    assertThat(command.order())
        .isEqualTo(new Command.Deployed("deployed", "production", Optional.of("2.4.1")));
  }

  @Test
  void aDeploymentNeedsNoVersion() {
    define(Sample.of("unversioned/production/CH-1", Severity.P0).check());

    String id =
        post("/api/v1/systems/unversioned/production/deployments", "")
            .statusCode(202)
            .extract()
            .path("id");

    assertThat(command(id).order())
        .isEqualTo(new Command.Deployed("unversioned", "production", Optional.empty()));
  }

  @Test
  void aRunIsPassedOn() {
    Check check = Sample.of("run/production/CH-1", Severity.P0).check();
    define(check);

    String id =
        post("/api/v1/items/run/production/CH-1/runs", "{\"location\": \"outside\"}")
            .statusCode(202)
            .body("subject", equalTo("run/production/CH-1"))
            .extract()
            .path("id");

    assertThat(command(id).order())
        .isEqualTo(
            new Command.RunNow(
                check.item(), Cause.REQUEST, Optional.of("outside"), Optional.empty()));
  }

  @Test
  void onlyWhatIsProbedAndAppliesIsLookedAt() {
    Sample signed = Sample.of("run/production/RF-59", Severity.P0);
    define(signed.signed(Duration.ofDays(90)));
    Sample unused = Sample.of("run/production/CH-2", Severity.P0);
    define(Sample.notApplicable(unused.check(), "Redis is not used"));

    post("/api/v1/items/run/production/RF-59/runs", "{}")
        .statusCode(409)
        .contentType("application/problem+json")
        .body(
            "detail",
            equalTo("item: must be probed to be looked at, is decided otherwise: attestation"));
    post("/api/v1/items/run/production/CH-2/runs", "{}")
        .statusCode(409)
        .body("detail", containsString("Redis is not used"));
  }

  @Test
  void anItemIsLookedAtFromWhereItIsSeen() {
    define(Sample.of("run/production/CH-3", Severity.P0).check());

    post("/api/v1/items/run/production/CH-3/runs", "{\"location\": \"moon\"}")
        .statusCode(400)
        .body("detail", equalTo("location: must be one of outside, was \"moon\""));
  }

  @Test
  void whatDoesMoreThanReadIsNotBegunByMistake() {
    define(Sample.of("run/production/CH-4", Severity.P0).rich("all"));
    String runs = "/api/v1/items/run/production/CH-4/runs";

    post(runs, "{}")
        .statusCode(409)
        .body(
            "detail", containsString("effect: must be \"may-lock-out\" to look at this item now"));
    post(runs, "{\"effect\": \"starts-work\"}").statusCode(409);
    post(runs, "{\"effect\": \"may-lock-out\"}").statusCode(202);
  }

  @Test
  void moreThanSomeWithinAMinuteAreTooMany() {
    define(Sample.of("often/production/CH-1", Severity.P0).check());
    String runs = "/api/v1/items/often/production/CH-1/runs";
    ValidatableResponse answer = post(runs, "{}");
    int taken = 0;
    while (answer.extract().statusCode() == 202 && taken < 60) {
      taken++;
      answer = post(runs, "{}");
    }

    // On a slow machine some of them come after five seconds, which earn one more.
    assertThat(taken).isGreaterThanOrEqualTo(12);
    answer.statusCode(429).header("Retry-After", notNullValue());
    post("/api/v1/systems/often/production/deployments", "{}").statusCode(202);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /api/v1/systems/no/where/deployments | {}               | 404 | system: no/where is watched by no checklist
          /api/v1/systems/NO/where/deployments | {}               | 400 | system and environment: must consist of lower-case letters, digits and dashes, was "NO/where"
          /api/v1/systems/no/where/deployments | {"version": 2.4} | 400 | version: must be a text, was something else
          /api/v1/systems/no/where/deployments | {"tag": "2.4"}   | 400 | body: must have no "tag"; known are [by, version]
          /api/v1/items/no/where/CH-1/runs     | {}               | 404 | item: no/where/CH-1 is in no checklist
          /api/v1/items/no/where/CH-1/runs     | "now"            | 400 | body: must be a JSON object, was not readable as one
          /api/v1/items/no/where/-/runs        | {}               | 400 | item id: item must consist of letters, digits, dots, dashes and underscores, was "-"
          """)
  void whatIsWrongIsSaid(String path, String body, int status, String detail) {
    post(path, body)
        .statusCode(status)
        .contentType("application/problem+json")
        .body("detail", equalTo(detail));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/systems/run/production/deployments",
        "/api/v1/items/run/production/x/runs"
      })
  void aPageOfAnotherSiteCannotAsk(String path) {
    given().noContentType().post(path).then().statusCode(415);
    given().contentType("text/plain").body("{}").post(path).then().statusCode(415);
  }

  private void define(Check check) {
    sender.send(Topic.CHECKS, MessageType.CHECK, check);
    Soon.holds(() -> when().get("/api/v1/items/" + check.item()).then().statusCode(200));
  }

  private static Command command(String id) {
    return command(command -> command.id().equals(UUID.fromString(id)));
  }

  private static ValidatableResponse post(String path, String body) {
    return given().contentType("application/json").body(body).post(path).then();
  }
}
