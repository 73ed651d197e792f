package io.vigie.report.web;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vigie.contract.alert.Notification.Delivery;
import io.vigie.contract.alert.Notification.Occasion;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Severity;
import io.vigie.contract.result.Evidence;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Result;
import io.vigie.contract.state.ItemState;
import io.vigie.contract.wire.MessageType;
import io.vigie.contract.wire.Topic;
import io.vigie.report.OnRealInfrastructure;
import io.vigie.report.RealInfrastructure;
import io.vigie.report.sample.Sample;
import io.vigie.report.sample.Soon;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class PagesTest extends OnRealInfrastructure {

  private static final Logger LOG = Logger.getLogger(PagesTest.class);
  private static final int OVERVIEW_LIMIT = 150 * 1024;
  private static final List<Severity> SEVERITIES = List.of(Severity.values());
  private static final List<ItemState> STATES = List.of(ItemState.values());
  private static final Pattern ADDRESS = Pattern.compile("(?:href|src)=\"([^\"]*)\"");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/", "/incidents", "/systems/no/where", "/systems/NO/where", "/items/no/where/item",
        "/nothing", "/favicon.ico", "/assets/nothing.js", "/api/v1/systems", "/api/v1/nothing",
        "/api/v1/incidents?limit=x", "/q/health/ready", "/incidents?before=x"
      })
  void everyAnswerForbidsWhatThisServerDoesNotServe(String path) {
    Response answer = when().get(path);

    assertThat(answer.header("Content-Security-Policy"))
        .isEqualTo(
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                + " img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none';"
                + " require-trusted-types-for 'script'");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /api/v1/systems/no/where               | 404 | system: no/where is watched by no checklist
          /api/v1/systems/NO/where               | 400 | system and environment: must consist of lower-case letters, digits and dashes, was "NO/where"
          /api/v1/items/no/where/CH-1            | 404 | item: no/where/CH-1 is in no checklist
          /api/v1/items/no/where/CH-1/results    | 404 | item: no/where/CH-1 is in no checklist
          /api/v1/incidents?limit=0              | 400 | limit: must be 1 to 200, was "0"
          /api/v1/incidents?limit=201            | 400 | limit: must be 1 to 200, was "201"
          /api/v1/incidents?limit=many           | 400 | limit: must be 1 to 200, was "many"
          /api/v1/incidents?open=perhaps         | 400 | open: must be true or false, was "perhaps"
          /api/v1/incidents?system=A%20B         | 400 | system: must consist of lower-case letters, digits and dashes, was "A B"
          /api/v1/incidents?before=soon          | 400 | before: must be the next of an earlier answer, or an instant, was "soon"
          /api/v1/incidents/17                   | 400 | id: must be a UUID, was "17"
          /api/v1/incidents/00000000-0000-0000-0000-000000000000 | 404 | incident: 00000000-0000-0000-0000-000000000000 is not known
          /api/v1/items/a/b/c/results?before=soon | 404 | item: a/b/c is in no checklist
          /api/v1/stream?system=A%20B            | 400 | system: must consist of lower-case letters, digits and dashes, was "A B"
          /api/v1/nothing                        | 404 | there is nothing at this address
          """)
  void errorsOfTheInterfaceAreProblems(String path, int status, String detail) {
    given()
        .urlEncodingEnabled(false)
        .get(path)
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("status", equalTo(status))
        .body("detail", equalTo(detail))
        .body("instance", equalTo(path.replaceAll("\\?.*", "")));
  }

  @Test
  void onlyReadingIsPossible() {
    when()
        .post("/api/v1/systems")
        .then()
        .statusCode(405)
        .contentType("application/problem+json")
        .body("detail", equalTo("this is not possible here; the header Allow names what is"));
  }

  @Test
  void whatAPageRefersToIsServedForEver() {
    String page = page("/");
    List<String> assets =
        ADDRESS
            .matcher(page)
            .results()
            .map(m -> m.group(1))
            .filter(a -> a.startsWith("/assets/"))
            .distinct()
            .toList();

    assertThat(assets).hasSize(3);
    assertThat(assets)
        .allSatisfy(
            asset ->
                assertThat(
                        when().get(asset).then().statusCode(200).extract().header("Cache-Control"))
                    .isEqualTo("public, max-age=31536000, immutable"));
    assertThat(page).doesNotContain("http://", "https://");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "\" autofocus onfocus=\"alert(1)",
        "</title></main><svg/onload=alert(1)>",
        "{cdi:config}{#raw}<b>bold</b>{/raw}",
        "<!--<img src=\"--><img src=x onerror=alert(1)//\">",
        "javascript:alert(1)",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "\u202Egnp.exe <a href=//evil.example>x</a>"
      })
  void whatComesFromTargetsAndChecklistsStaysText(String payload) {
    ItemId id = new ItemId("xss", "x" + Integer.toHexString(payload.hashCode()), "CH-1");
    Sample item = new Sample(id, payload, payload, payload, Severity.P0);
    send(item, payload);
    String system = "/systems/" + id.system() + "/" + id.environment();
    String itemPage = "/items/" + id;
    Soon.holds(
        () ->
            assertThat(page(itemPage)).contains("How it is decided", "Last pass", "Told", "found"));

    for (String path : List.of("/", system, itemPage, "/incidents")) {
      String page = page(path);
      assertThat(withoutValues(page)).doesNotContainPattern("<[^>]*\\son[a-z]+\\s*=");
      assertThat(page.split("<script", -1)).as("scripts of " + path).hasSize(2);
      assertThat(addresses(page)).noneMatch(a -> a.startsWith("javascript:") || a.contains("evil"));
      if (payload.matches(".*[<>\"'].*")) {
        assertThat(page).doesNotContain(payload);
      }
    }
    assertThat(page(itemPage)).contains(escaped(payload));
  }

  @Test
  void aRunbookIsALinkOnlyWhenItLeadsToAWebPage() {
    Sample item = Sample.of("runbook/production/CH-1", Severity.P1);
    sender.send(
        Topic.CHECKS,
        MessageType.CHECK,
        item.check(Optional.empty(), Optional.empty(), Optional.of("docs/runbooks/api.md")));

    Soon.holds(
        () ->
            assertThat(page("/items/runbook/production/CH-1"))
                .contains("<code>docs/runbooks/api.md</code>"));

    sender.send(Topic.CHECKS, MessageType.CHECK, item.check());
    Soon.holds(
        () ->
            assertThat(page("/items/runbook/production/CH-1"))
                .contains(
                    "<a href=\"https://example.com/runbooks/api\" rel=\"noopener noreferrer\">"));
  }

  @Test
  void aSystemShowsItsVerdictAndWhatGetsItToGo() {
    Sample down = Sample.of("page/production/CH-1", Severity.P0).titled("API answers");
    Sample slow = Sample.of("page/production/CH-2", Severity.P1).titled("Search answers");
    for (Sample item : List.of(down, slow)) {
      sender.send(Topic.CHECKS, MessageType.CHECK, item.check());
    }
    sender
        .send(Topic.STATES, MessageType.STATUS, down.state(ItemState.FAILING, 1, now))
        .send(Topic.STATES, MessageType.STATUS, slow.state(ItemState.STALE, 1, now));

    Soon.holds(
        () ->
            assertThat(text(page("/systems/page/production")))
                .contains("■ NO-GO", "1 P0 failing, 1 P1 stale", "What gets us to GO")
                .containsSubsequence(
                    "P0 ■ failing API answers", "then: GO with reservations",
                    "P1 ◇ stale Search answers", "then: GO"));
    assertThat(text(page("/"))).contains("■ NO-GO Chrona production 1 P0 failing, 1 P1 stale");
  }

  @Test
  void aLargeCategoryListsWhatDoesNotPassUntilAllIsAskedFor() {
    for (int i = 0; i < 120; i++) {
      Sample item = Sample.of("large/production/CH-" + i, Severity.P1).titled("Item " + i);
      ItemState state = i == 77 ? ItemState.UNKNOWN : ItemState.PASSING;
      sender.send(Topic.CHECKS, MessageType.CHECK, item.check());
      sender.send(Topic.STATES, MessageType.STATUS, item.state(state, 1, now));
    }

    Soon.holds(
        () ->
            assertThat(text(page("/systems/large/production")))
                .contains("119 passing items are not listed.", "Item 77")
                .doesNotContain("Item 78"));
    assertThat(text(page("/systems/large/production?all=1")))
        .contains("Item 78")
        .doesNotContain("not listed");
  }

  @Test
  void pagesAreNotCachedAndSayWhenTheyWereMade() {
    Response answer = when().get("/");

    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
    assertThat(text(answer.asString())).containsPattern("as of \\d\\d:\\d\\d:\\d\\d UTC");
  }

  @Test
  void theOverviewOfTwoThousandItemsStaysSmall() {
    for (int i = 0; i < 2000; i++) {
      Sample item =
          Sample.of("many-" + i % 50 + "/production/CH-" + i, SEVERITIES.get(i % 3))
              .titled("Item " + i + " does what it should")
              .in("category " + i % 7);
      ItemState state = STATES.get(i % 5);
      sender.send(Topic.CHECKS, MessageType.CHECK, item.check());
      sender.send(Topic.STATES, MessageType.STATUS, item.state(state, 1, now));
    }
    Soon.holds(
        () ->
            when()
                .get("/api/v1/systems/many-49/production")
                .then()
                .body("items", equalTo(40))
                .body("states." + STATES.get(49 % 5).word(), equalTo(40)));

    long began = System.nanoTime();
    String page = page("/");
    long tookMs = Duration.ofNanos(System.nanoTime() - began).toMillis();
    String json = when().get("/api/v1/systems").asString();
    LOG.infof(
        "overview of 2000 items in 50 systems: page=%d B in %d ms, json=%d B",
        page.length(), tookMs, json.length());

    assertThat(page.length()).isLessThan(OVERVIEW_LIMIT);
    assertThat(json.length()).isLessThan(OVERVIEW_LIMIT);
  }

  private void send(Sample item, String payload) {
    Outcome failed =
        new Outcome.Failed(
            new Outcome.Failure(
                payload, payload, payload, List.of(new Outcome.Unmet(payload, payload))));
    Evidence evidence =
        new Evidence(
            Map.of(payload, payload),
            Map.of(),
            List.of(new Evidence.Phase(payload, Duration.ofMillis(3))),
            Optional.of(payload),
            true);
    Result passed = item.result(now.minusSeconds(60), new Outcome.Passed(payload), evidence);
    var incident = item.incident(1, now, Optional.empty());
    sender
        .send(Topic.CHECKS, MessageType.CHECK, item.rich(payload))
        .send(Topic.RESULTS, MessageType.RESULT, passed)
        .send(Topic.RESULTS, MessageType.RESULT, item.result(now, failed, evidence))
        .send(Topic.STATES, MessageType.STATUS, item.state(ItemState.FAILING, 1, now, payload))
        .send(Topic.INCIDENTS, MessageType.INCIDENT, incident)
        .send(
            Topic.INCIDENTS,
            MessageType.NOTIFICATION,
            item.notification(incident, payload, Occasion.OPENED, Delivery.UNDELIVERED, 1));
  }

  private static List<String> addresses(String page) {
    return ADDRESS.matcher(page).results().map((MatchResult match) -> match.group(1)).toList();
  }

  /** Attributes lose their values, in which anything may stand. */
  private static String withoutValues(String page) {
    return page.replaceAll("=\"[^\"]*\"", "=\"\"");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** What a page says, without its tags. */
  private static String text(String page) {
    return page.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
  }

  private static String page(String path) {
    return when().get(path).then().statusCode(200).extract().asString();
  }
}
