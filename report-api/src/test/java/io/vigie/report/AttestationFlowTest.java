package io.vigie.report;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Severity;
import io.vigie.contract.wire.MessageType;
import io.vigie.contract.wire.Topic;
import io.vigie.report.sample.Sample;
import io.vigie.report.sample.Soon;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People sign, on a real broker and a real database. */
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class AttestationFlowTest extends OnRealInfrastructure {

  @Test
  void aSignatureBecomesAResultAndIsShown() {
    String item = "/api/v1/items/signed/production/RF-59";
    Sample sample = Sample.of("signed/production/RF-59", Severity.P0);
    define(sample.signed(Duration.ofDays(90), "ops", "dba"));
    when()
        .get(item)
        .then()
        .body("attestation.statement", equalTo("A restore was made and timed."))
        .body("attestation.signature", nullValue());

    post(item, "{\"by\": \"ops\", \"note\": \"took 43 min,\\nsee <b>log</b>\"}")
        .statusCode(201)
        .contentType("application/json")
        .body("by", equalTo("ops"))
        .body("until", notNullValue());

    Soon.holds(
        () ->
            when()
                .get(item + "/results")
                .then()
                .body("items[0].outcome", equalTo("passed"))
                .body("items[0].runner", equalTo("attestation"))
                .body("items[0].location", equalTo("ops"))
                .body("items[0].facts.note", equalTo("took 43 min,\nsee <b>log</b>")));
    when()
        .get(item)
        .then()
        .body("attestation.signature.by", equalTo("ops"))
        .body("attestation.mayBeSignedBy[1]", equalTo("dba"));
    assertThat(when().get("/items/signed/production/RF-59").asString())
        .contains("A restore was made and timed.", "holds until", "see &lt;b&gt;log&lt;/b&gt;")
        .contains("signed by ops", "Signed by ops");
  }

  @Test
  void onlyWhoIsNamedMaySign() {
    Sample sample = Sample.of("named/production/RF-59", Severity.P0);
    define(sample.signed(Duration.ofDays(90), "ops"));

    post("/api/v1/items/named/production/RF-59", "{\"by\": \"intern\"}")
        .statusCode(403)
        .contentType("application/problem+json")
        .body("detail", equalTo("by: must be one of ops, was \"intern\""));
  }

  @Test
  void whatIsProbedCannotBeSigned() {
    define(Sample.of("probed/production/CH-1", Severity.P0).check());

    post("/api/v1/items/probed/production/CH-1", "{\"by\": \"ops\"}")
        .statusCode(409)
        .body("detail", containsString("must be an attestation"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"by": "ops", "nóte": "x"}  | 400 | body: must have no "nóte"; known are [by, note]
          {"by": 7}                   | 400 | by: must be a text, was something else
          {"by": ["ops"]}             | 400 | by: must be a text, was something else
          {"by": "o\\nps"}            | 400 | by: must be one line, had several
          {"by": "o\\u0007ps"}        | 400 | by: must have no control characters, had some
          {"by": "  "}                | 400 | by: required, was absent
          {}                          | 400 | by: required, was absent
          []                          | 400 | body: must be a JSON object, was not readable as one
          null                        | 400 | body: must be a JSON object, was null
          {"by": "ops"                | 400 | body: must be a JSON object, was not readable as one
          {"by": "ops"} {}            | 400 | body: must be a JSON object, was not readable as one
          {"by": "ops"}               | 404 | item: bad/production/RF-59 is in no checklist
          """)
  void whatIsWrongWithARequestIsSaid(String body, int status, String detail) {
    post("/api/v1/items/bad/production/RF-59", body)
        .statusCode(status)
        .contentType("application/problem+json")
        .body("detail", equalTo(detail));
  }

  @Test
  void whatIsTooLongIsRefused() {
    String path = "/api/v1/items/bad/production/RF-59";
    post(path, "{\"by\": \"" + "x".repeat(101) + "\"}")
        .statusCode(400)
        .body("detail", equalTo("by: must have at most 100 characters, had 101"));
    post(path, "{\"by\": \"" + "x".repeat(20_000) + "\"}")
        .statusCode(413)
        .body("detail", containsString("at most 16384 characters"));
  }

  @Test
  void aFormOfAnotherSiteCannotSign() {
    for (String type : new String[] {"text/plain", "application/octet-stream"}) {
      given()
          .contentType(type)
          .body("{\"by\": \"ops\"}".getBytes(UTF_8))
          .post("/api/v1/items/bad/production/RF-59/attestations")
          .then()
          .statusCode(415)
          .contentType("application/problem+json");
    }
    given()
        .noContentType()
        .post("/api/v1/items/bad/production/RF-59/attestations")
        .then()
        .statusCode(415)
        .body("detail", containsString("must be application/json"));
  }

  @Test
  void moreThanSomeSignaturesWithinAMinuteAreTooMany() {
    Sample sample = Sample.of("eager/production/RF-59", Severity.P0);
    define(sample.signed(Duration.ofDays(90)));
    String item = "/api/v1/items/eager/production/RF-59";
    ValidatableResponse answer = post(item, "{\"by\": \"ops\"}");
    int taken = 0;
    while (answer.extract().statusCode() == 201 && taken < 60) {
      taken++;
      answer = post(item, "{\"by\": \"ops\"}");
    }

    // On a slow machine some of them come after five seconds, which earn one more.
    assertThat(taken).isGreaterThanOrEqualTo(12);
    answer
        .statusCode(429)
        .contentType("application/problem+json")
        .header("Retry-After", notNullValue());
  }

  private void define(Check check) {
    sender.send(Topic.CHECKS, MessageType.CHECK, check);
    Soon.holds(() -> when().get("/api/v1/items/" + check.item()).then().statusCode(200));
  }

  private static ValidatableResponse post(String item, String body) {
    return given()
        .contentType("application/json; charset=utf-8")
        .body(body)
        .post(item + "/attestations")
        .then();
  }
}
