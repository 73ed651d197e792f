package io.vigie.alert.flow;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vigie.alert.Samples;
import io.vigie.alert.route.Drill;
import io.vigie.contract.alert.Matcher;
import io.vigie.contract.alert.Notification.Delivery;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Meaning;
import io.vigie.contract.check.Severity;
import io.vigie.contract.check.Thresholds;
import io.vigie.contract.command.Command;
import io.vigie.contract.command.Command.Mute;
import io.vigie.contract.command.Command.TestAlert;
import io.vigie.contract.state.ItemState;
import io.vigie.contract.wire.MessageType;
import io.vigie.testkit.slack.SlackBehaviour;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What alert-service answers about ways, channels and messages. */
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class AlertingHttpTest extends AlertFlow {

  private static final String AT = "/api/v1/alerting";

  @Inject
  AlertingHttpTest(MeterRegistry metrics, @ConfigProperty(name = DATABASE_URL) String databaseUrl) {
    super(metrics, databaseUrl);
  }

  @Test
  void anotherNameIsMisdirectedAndEveryAnswerIsGuarded() {
    given().header("Host", "evil.example:8083").get(AT + "/channels").then().statusCode(421);
    given()
        .header("Host", "evil.example")
        .contentType("application/json")
        .body("{}")
        .post(AT + "/tests")
        .then()
        .statusCode(421);
    given()
        .get(AT + "/channels")
        .then()
        .statusCode(200)
        .header("Content-Security-Policy", containsString("default-src 'none'"))
        .header("X-Content-Type-Options", "nosniff")
        .header("X-Frame-Options", "DENY");
  }

  private static JsonPath read(String path) {
    return given().get(AT + path).then().statusCode(200).extract().jsonPath();
  }

  private static Response post(Map<String, String> body) {
    return given().contentType("application/json").body(body).post(AT + "/tests");
  }

  private Check watched(String name, Severity severity) {
    Meaning of = title(name);
    Meaning meaning =
        new Meaning(
            of.systemTitle(),
            of.title(),
            of.category(),
            severity,
            of.owner(),
            of.why(),
            of.fix(),
            of.runbook(),
            of.source(),
            of.language(),
            of.tags());
    Check check = Samples.check(alone(name), new Thresholds(1, 1, 1), "default", "r1", meaning);
    wire.send(check);
    wire.awaitStatus(check.item(), _ -> true);
    return check;
  }

  @Test
  void saysWhichWayAnItemTakesAndWhy() {
    Check check = watched("WAY-1", Severity.P0);
    JsonPath way = read("/route?item=" + check.item());
    assertThat(way.getString("route")).isEqualTo("route default");
    assertThat(way.getList("channels")).containsExactly("bot", "mailbox");
    assertThat(way.getString("escalation.after")).isEqualTo("15m");
    assertThat(way.getList("escalation.to")).containsExactly("mailbox");
    assertThat(way.getString("remindEvery")).isEqualTo("4h");
    assertThat(way.getString("heldUntil")).isNull();
    assertThat(way.getString("fallback")).isEqualTo("mailbox");
  }

  @Test
  void saysUntilWhenAnItemIsHeld() {
    Check check = watched("NIGHT-1", Severity.P1);
    JsonPath way = read("/route?item=" + check.item());
    assertThat(way.getString("route")).isEqualTo("rule 1");
    assertThat(way.getString("because")).isEqualTo("the first that matches: item NIGHT-*");
    assertThat(way.getList("channels")).containsExactly("hook");
    assertThat(way.getString("heldUntil")).startsWith("202");
    assertThat(way.getString("heldBecause")).startsWith("quiet hours ");
    assertThat(way.getMap("escalation")).isNull();
  }

  @Test
  void whatIsHeldIsShownWithItsTimeAndTheReasonAndIsNotTold() {
    Check check = watched("NIGHT-2", Severity.P1);
    wire.send(Samples.failed(check.item(), ago(10)));
    wire.awaitStatus(check.item(), status -> status.state() == ItemState.FAILING);
    JsonPath held = read("/deliveries?state=pending&channel=hook&incident=" + incident(check));
    assertThat(held.getList("items")).hasSize(1);
    assertThat(held.getString("items[0].because")).startsWith("quiet hours ");
    assertThat(held.getString("items[0].heldUntil")).isEqualTo(held.getString("items[0].nextTry"));
    assertThat(held.getInt("items[0].attempts")).isZero();
    wire.send(Samples.passed(check.item(), ago(5)));
    wire.await(
        "that it is cancelled",
        _ ->
            wire.seen(MessageType.NOTIFICATION, check.item()).stream()
                .anyMatch(one -> one.delivery() == Delivery.CANCELLED));
    assertThat(about(check)).isEmpty();
  }

  private String incident(Check check) {
    wire.await("an incident", _ -> !wire.seen(MessageType.INCIDENT, check.item()).isEmpty());
    return wire.seen(MessageType.INCIDENT, check.item()).getFirst().id().toString();
  }

  @Test
  void aTestGoesToAChannelAndIsShownWithWhatCameOfIt() {
    Response asked = post(Map.of("channel", "hook", "by", "anne"));
    assertThat(asked.statusCode()).isEqualTo(202);
    List<String> deliveries = asked.jsonPath().getList("deliveries");
    assertThat(deliveries).hasSize(1);
    slack.await(messages -> messages.stream().anyMatch(one -> isTest(one.readable())), SOON);
    awaitTest(deliveries.getFirst(), Delivery.DELIVERED);
    JsonPath told = read("/deliveries/" + deliveries.getFirst());
    assertThat(told.getString("occasion")).isEqualTo("test");
    assertThat(told.getString("channel")).isEqualTo("hook");
    assertThat(told.getInt("attempts")).isEqualTo(1);
    assertThat(told.getString("incident")).isNull();
  }

  private void awaitTest(String id, Delivery state) {
    wire.await(
        "a test that is " + state.word(),
        _ ->
            wire.seen(MessageType.NOTIFICATION, Drill.CHECK.item()).stream()
                .anyMatch(one -> one.id().toString().equals(id) && one.delivery() == state));
  }

  private static boolean isTest(String message) {
    return message.toLowerCase(java.util.Locale.ROOT).contains("test");
  }

  @Test
  void aTestThatIsAskedForOnTheTopicIsSentToo() {
    Command command = command(new TestAlert(Optional.of("hook"), Optional.empty()));
    wire.send(command);
    slack.await(messages -> messages.stream().anyMatch(one -> isTest(one.readable())), SOON);
  }

  @Test
  void aSilenceOnTheTopicIsPublishedAndOneWithoutAReasonIsShownAsRefused() {
    Matcher matcher =
        new Matcher(
            Optional.of("nobody"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    UUID silence = UUID.randomUUID();
    wire.send(command(new Mute(UUID.randomUUID(), matcher, "", now.plusSeconds(600))));
    wire.send(command(new Mute(silence, matcher, "deployment", now.plusSeconds(600))));
    wire.await("the silence", record -> ("silence/" + silence).equals(record.key()));
    JsonPath refused = read("/orders?refused=true");
    assertThat(refused.getList("refused")).contains("silence: must have a reason, was absent");
    assertThat(refused.getList("by")).contains("anne");
  }

  private Command command(Command.Order order) {
    return new Command(UUID.randomUUID(), now, Optional.of("anne"), order);
  }

  @Test
  void showsHowEachChannelStands() {
    slack.next(SlackBehaviour.notOk("channel_not_found"));
    List<String> deliveries = post(Map.of("channel", "hook")).jsonPath().getList("deliveries");
    awaitTest(deliveries.getFirst(), Delivery.UNDELIVERED);
    JsonPath channels = read("/channels");
    assertThat(channels.getList("name")).contains("bot", "hook", "mailbox");
    assertThat(channels.getString("find { it.name == 'hook' }.state")).isEqualTo("broken");
    assertThat(channels.getString("find { it.name == 'hook' }.lastError"))
        .contains("channel_not_found");
    assertThat(channels.getBoolean("find { it.name == 'mailbox' }.fallback")).isTrue();
    assertThat(channels.getString("find { it.name == 'hook' }.rate")).isEqualTo("none");
  }

  @Test
  void messagesComeInPages() {
    post(Map.of("channel", "mailbox"));
    post(Map.of("channel", "mailbox"));
    JsonPath first = read("/deliveries?channel=mailbox&limit=1");
    JsonPath second = read("/deliveries?channel=mailbox&limit=1&before=" + first.getString("next"));
    assertThat(first.getList("items")).hasSize(1);
    assertThat(second.getList("items")).hasSize(1);
    assertThat(second.getString("items[0].id")).isNotEqualTo(first.getString("items[0].id"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/route|400|item: must be system/environment/item, was absent",
        "/route?item=x|400|item: must be system/environment/item, was \"x\"",
        "/route?item=chrona/production/NONE|404|item: must be one that is watched",
        "/route?item=a/b/c&at=soon|404|item: must be one that is watched",
        "/deliveries?state=lost|400|state: must be one of pending, delivered,",
        "/deliveries?incident=x|400|incident: must be a UUID, was \"x\"",
        "/deliveries?limit=201|400|limit: must be 1 to 200, was \"201\"",
        "/deliveries?before=x|400|before: must be an instant",
        "/deliveries/x|400|id: must be a UUID",
        "/deliveries/00000000-0000-0000-0000-000000000000|404|id: must be that of a message",
        "/orders?limit=0|400|limit: must be 1 to 200"
      })
  void whatIsWrongIsAProblemThatNamesIt(String path, int status, String detail) {
    Response answer = given().get(AT + path);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.contentType()).startsWith("application/problem+json");
    assertThat(answer.jsonPath().getString("detail")).startsWith(detail);
    assertThat(answer.jsonPath().getInt("status")).isEqualTo(status);
  }

  @Test
  void aTestIsRefusedWithAReason() {
    assertThat(post(Map.of("channel", "fax")).jsonPath().getString("detail"))
        .isEqualTo("test: must name one of the channels bot, hook, mailbox, was \"fax\"");
    assertThat(post(Map.of("to", "me")).jsonPath().getString("detail"))
        .startsWith("body: must have no \"to\"");
    assertThat(given().contentType("text/plain").body("{}").post(AT + "/tests").statusCode())
        .isEqualTo(415);
    assertThat(
            given()
                .contentType("application/json")
                .body("{\"by\": \"" + "x".repeat(5_000) + "\"}")
                .post(AT + "/tests")
                .statusCode())
        .isEqualTo(413);
  }
}
