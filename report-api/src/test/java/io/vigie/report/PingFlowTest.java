package io.vigie.report;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Severity;
import io.vigie.contract.wire.MessageType;
import io.vigie.contract.wire.Topic;
import io.vigie.report.sample.Sample;
import io.vigie.report.sample.Soon;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs report themselves, on a real broker and a real database. */
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class PingFlowTest extends OnRealInfrastructure {

  private static final Optional<Duration> ANY = Optional.empty();

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "POST"})
  void aPingIsAResultThatPassed(String method) {
    String item = "ping-" + method.toLowerCase(java.util.Locale.ROOT) + "/production/CH-099";
    String ping = define(item, ANY);

    Response answer = given().request(method, ping);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.asString()).isEqualTo(method.equals("HEAD") ? "" : "OK");
    assertThat(answer.contentType()).isEqualTo("text/plain;charset=UTF-8");
    assertThat(answer.header("Ping-Body-Limit")).isEqualTo("10000");
    results(
        item,
        a ->
            a.body("items.outcome", contains("passed"))
                .body("items[0].runner", equalTo("heartbeat"))
                .body("items[0].location", equalTo("ping"))
                .body("items[0].facts.signal", equalTo("success")));
  }

  @Test
  void overlappingRunsAreToldApartByTheirIds() {
    String item = "overlap/production/CH-099";
    String ping = define(item, ANY);
    String one = "?rid=" + UUID.randomUUID();
    String other = "?rid=" + UUID.randomUUID();

    ok(ping + "/start" + one);
    ok(ping + "/start" + other);
    ok(ping + other);
    ok(ping + "/7" + one);

    results(
        item,
        a ->
            a.body("items.outcome", contains("failed", "passed"))
                .body("items.code", contains("exit-status", null))
                .body("items[0].numbers.exitStatus", equalTo(7.0f))
                .body("items[0].facts.rid", equalTo(one.substring(5)))
                .body("items.findAll { it.numbers.durationSeconds == null }", hasSize(0)));
  }

  @Test
  void startsAndLogsAreNoVerdictsAndTheirWordsAreKept() {
    String item = "quiet/production/CH-099";
    String ping = define(item, ANY);
    String run = UUID.randomUUID().toString();

    says(ping + "/start?rid=" + run, "begins as joe");
    says(ping + "/log", "login with password=pa55w0rd-of-joe <b>at the half</b>");
    says(ping + "/fail", "disk full, token=abc123def456");

    results(
        item,
        a ->
            a.body("items.code", contains("failed"))
                .body("items[0].excerpt", equalTo("disk full, token=***")));
    when()
        .get("/api/v1/items/" + item)
        .then()
        .body("heartbeat.said.signal", contains("log", "start"))
        .body("heartbeat.said[0].text", equalTo("login with password=*** <b>at the half</b>"))
        .body("heartbeat.said.rid", contains(null, run));
    assertThat(when().get("/items/" + item).asString())
        .contains("What the job said with log", "password=*** &lt;b&gt;at the half&lt;/b&gt;")
        .contains("disk full, token=***")
        .doesNotContain("pa55w0rd");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "POST"})
  void aJobIsReachedByPingKeyAndSlug(String method) {
    String item = "slug-" + method.toLowerCase(java.util.Locale.ROOT) + "/production/CH-099";
    define(item, ANY);
    String slugged = slugged(item);

    Response answer = given().request(method, slugged);

    assertThat(slugged).endsWith("/ch-099");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.header("Ping-Body-Limit")).isEqualTo("10000");
    given().request(method, slugged + "/3").then().statusCode(200);
    given().request(method, slugged + "?create=1").then().statusCode(200);
    results(item, a -> a.body("items.facts.signal", contains("success", "3", "success")));
  }

  @Test
  void whatASlugSaysIsKept() {
    String item = "slug-body/production/CH-099";
    define(item, ANY);

    says(slugged(item) + "/fail", "disk full");

    results(item, a -> a.body("items.excerpt", contains("disk full")));
  }

  @Test
  void whatNoSlugMeansIsNotFoundAndNotCreated() {
    String item = "slug-less/production/CH-099";
    define(item, ANY);
    String key = slugged(item).replace("/ch-099", "");

    for (String path :
        new String[] {
          key + "/ch-100", key + "/ch-100/start", key + "/ch-099/begin", key + "x/ch-099"
        }) {
      when().get(path).then().statusCode(404).contentType("text/plain").body(equalTo("not found"));
    }
    when()
        .get(key + "/ch-100?create=1")
        .then()
        .statusCode(404)
        .body(equalTo("not found; a job comes from its checklist, create=1 makes none"));
  }

  @Test
  void aSlugThatMayMeanSeveralJobsIsAConflict() {
    define("slug-twice/production/db.dump", ANY);
    define("slug-twice/production/db-Dump", ANY);
    String slugged = slugged("slug-twice/production/db.dump");

    when().get(slugged).then().statusCode(409).body(equalTo("ambiguous slug"));
    when().get(slugged + "/start").then().statusCode(409);
    ok(slugged.replace("db-dump", "db.dump"));
    results("slug-twice/production/db.dump", a -> a.body("items.outcome", contains("passed")));
  }

  @Test
  void whatTheJobSaysIsKeptUpToALimit() {
    String item = "wordy/production/CH-099";
    String ping = define(item, ANY);

    given()
        .contentType("application/x-www-form-urlencoded; charset=utf-8")
        .body("é".repeat(8_000))
        .post(ping)
        .then()
        .statusCode(200);

    results(
        item,
        a ->
            a.body("items[0].truncated", equalTo(true))
                .body("items[0].excerpt.length()", equalTo(5_000)));
  }

  @Test
  void aRunThatGoesOnForTooLongFailsWithoutBeingAsked() {
    String item = "long/production/CH-099";
    String ping = define(item, Optional.of(Duration.ofSeconds(1)));

    ok(ping + "/start");
    results(item, a -> a.body("items.code", contains("too-long")));
    ok(ping);

    // The end of that run is no second failure; the next run is a new one.
    ok(ping);
    results(item, a -> a.body("items.code", contains(null, "too-long")));
  }

  @Test
  void theAddressIsShownToWhoReadsTheItem() {
    String item = "shown/production/CH-099";
    String ping = define(item, Optional.of(Duration.ofHours(3)));

    when()
        .get("/api/v1/items/" + item)
        .then()
        .body("heartbeat.grace", equalTo("PT1H"))
        .body("heartbeat.longest", equalTo("PT3H"));
    assertThat(when().get("/items/" + item).asString())
        .contains("Where the job reports", ping + "</code>")
        .doesNotContain("href=\"" + ping);
  }

  @Test
  void otherItemsHaveNoAddress() {
    Check check = Sample.of("none/production/CH-1", Severity.P1).check();
    sender.send(Topic.CHECKS, MessageType.CHECK, check);

    Soon.holds(
        () ->
            when()
                .get("/api/v1/items/none/production/CH-1")
                .then()
                .statusCode(200)
                .body("heartbeat", nullValue()));
  }

  @Test
  void whatIsUnknownIsNotFound() {
    String ping = define("unknown/production/CH-099", ANY);

    for (String path :
        new String[] {
          "/ping/" + UUID.randomUUID(),
          "/ping/" + UUID.randomUUID() + "/start",
          "/ping/CH-099",
          "/ping/1-1-1-1-1",
          ping + "/256",
          ping + "/begin",
          ping + "/start/now"
        }) {
      when().get(path).then().statusCode(404).contentType("text/plain");
    }
  }

  @Test
  void aRunIdMustBeAUuid() {
    String ping = define("rid/production/CH-099", ANY);

    when().get(ping + "/start?rid=7").then().statusCode(400).body(equalTo("invalid uuid format"));
  }

  @Test
  void onlyTheMethodsOfTheInterfaceAreTaken() {
    String ping = define("method/production/CH-099", ANY);

    when().delete(ping).then().statusCode(405).contentType("text/plain");
    when().put(ping + "/start").then().statusCode(405);
  }

  @Test
  void aJobThatPingsTooOftenIsTurnedAwayAndNoOtherIs() {
    String ping = define("eager/production/CH-099", ANY);
    String other = define("patient/production/CH-099", ANY);

    Response answer = when().get(ping + "/log");
    int taken = 0;
    while (answer.statusCode() == 200 && taken < 300) {
      taken++;
      answer = when().get(ping + "/log");
    }

    // On a slow machine some of them come after a second, which earns one more.
    assertThat(taken).isGreaterThanOrEqualTo(60);
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.header("Retry-After")).isEqualTo("1");
    assertThat(answer.asString()).isEqualTo("rate limited");
    ok(other);
  }

  private String define(String item, Optional<Duration> longest) {
    sender.send(Topic.CHECKS, MessageType.CHECK, Sample.of(item, Severity.P0).reported(longest));
    Soon.holds(() -> when().get("/api/v1/items/" + item).then().statusCode(200));
    return when().get("/api/v1/items/" + item).then().extract().path("heartbeat.ping");
  }

  private static String slugged(String item) {
    return when().get("/api/v1/items/" + item).then().extract().path("heartbeat.pingBySlug");
  }

  private static void says(String ping, String words) {
    given().contentType("text/plain").body(words).post(ping).then().statusCode(200);
  }

  private static void ok(String ping) {
    when().get(ping).then().statusCode(200).body(equalTo("OK"));
  }

  private static void results(String item, Consumer<ValidatableResponse> expectation) {
    Soon.holds(
        () ->
            expectation.accept(
                when().get("/api/v1/items/" + item + "/results").then().statusCode(200)));
  }
}
