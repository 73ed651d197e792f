package io.vigie.report;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.check.Severity;
import io.vigie.contract.command.Command;
import io.vigie.contract.wire.MessageType;
import io.vigie.contract.wire.Topic;
import io.vigie.report.sample.Sample;
import io.vigie.report.sample.Soon;
import io.vigie.report.slack.SlackSignature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Buttons that are pressed in Slack become commands, and nothing else does. */
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class SlackFlowTest extends OnRealInfrastructure {

  private final Sample item = Sample.of("slack/production/CH-1", Severity.P0);
  private final Incident incident = item.incident(1, now, Optional.empty());

  @BeforeEach
  void open() {
    sender.send(Topic.INCIDENTS, MessageType.INCIDENT, incident);
    Soon.holds(() -> when().get("/api/v1/incidents/" + incident.id()).then().statusCode(200));
  }

  @Test
  void anAcknowledgementIsPassedOnOnce() {
    String form = form("vigie_ack", incident.id().toString(), "ana");
    String at = Long.toString(now.getEpochSecond());

    long began = System.nanoTime();
    assertThat(post(at, signature(at, form), form).status()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
    assertThat(post(at, signature(at, form), form))
        .isEqualTo(new Answer(401, "X-Slack-Signature: must be new, was seen before"));

    Command command = command(c -> c.order().equals(new Command.Acknowledge(incident.id())));
    assertThat(command.by()).contains("slack:ana");
  }

  @Test
  void aSilenceOfOneHourIsPassedOn() {
    assertThat(press(form("vigie_silence_1h", incident.id().toString(), "ben")).status())
        .isEqualTo(200);

    Command command =
        command(
            c ->
                c.order() instanceof Command.Mute mute
                    && mute.matcher().system().equals(Optional.of("slack")));
    Command.Mute mute = (Command.Mute) command.order();
    assertThat(command.by()).contains("slack:ben");
    assertThat(mute.matcher().words()).isEqualTo("system slack, environment production, item CH-1");
    assertThat(mute.reason()).isEqualTo("asked for in Slack");
    assertThat(Duration.between(command.at(), mute.until()))
        .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
  }

  @Test
  void whatIsNotSlacksIsRefused() {
    String form = form("vigie_ack", incident.id().toString(), "ana");
    String at = Long.toString(now.getEpochSecond());
    String old = Long.toString(now.minusSeconds(400).getEpochSecond());

    assertThat(post(at, "v0=" + "0".repeat(64), form).status()).isEqualTo(401);
    assertThat(post(old, signature(old, form), form).status()).isEqualTo(401);
    assertThat(post(at, signature(old, form), form).status()).isEqualTo(401);
    assertThat(post(at, signature(at, form), form + "&x=1").status()).isEqualTo(401);
    given().formParam("payload", "{}").post("/slack/actions").then().statusCode(401);
  }

  @Test
  void aButtonThatIsNoneOfOursIsHeardAndNothingIsDone() {
    assertThat(press(form("open_runbook", "x", "ana")).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "payload=",
        "payload=%7B",
        "payload=%",
        "payload=[]",
        "payload=%7B%22actions%22%3A1%7D",
        "nothing=here",
        "",
        "payload=%00",
        "payload=%5B%5B%5B%5B"
      })
  void whatCannotBeReadIsSaidToBeThat(String form) {
    assertThat(press(form))
        .isEqualTo(new Answer(400, "payload: must be a JSON object with actions, was not"));
  }

  @Test
  void whatIsTooLongIsNotReadWhole() {
    assertThat(press("payload=" + "x".repeat(100_000)).status()).isEqualTo(413);
  }

  @Test
  void anIncidentThatIsNotKnownIsNotActedOn() {
    assertThat(press(form("vigie_ack", "00000000-0000-0000-0000-000000000000", "ana")).status())
        .isEqualTo(404);
    assertThat(press(form("vigie_ack", "'; drop table", "ana")).status()).isEqualTo(400);
  }

  @Test
  void onlyFormsArePosted() {
    given()
        .contentType("application/json")
        .body("{}")
        .post("/slack/actions")
        .then()
        .statusCode(415);
    when().get("/slack/actions").then().statusCode(405);
  }

  private static String form(String action, String value, String user) {
    String payload =
        "{\"type\":\"block_actions\",\"user\":{\"id\":\"U1\",\"name\":\"%s\"},\"actions\":[{\"action_id\":\"%s\",\"value\":\"%s\"}]}"
            .formatted(user, action, value);
    return "payload=" + URLEncoder.encode(payload, UTF_8);
  }

  private static String signature(String timestamp, String form) {
    return SlackSignature.of(RealInfrastructure.SLACK_SECRET, timestamp, form.getBytes(UTF_8));
  }

  private Answer press(String form) {
    String at = Long.toString(now.getEpochSecond());
    return post(at, signature(at, form), form);
  }

  /** As Slack sends it: REST Assured would encode the form anew, and the signature would break. */
  private static Answer post(String timestamp, String signature, String form) {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + RestAssured.port + "/slack/actions"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("X-Slack-Request-Timestamp", timestamp)
            .header("X-Slack-Signature", signature)
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What was answered. */
  private record Answer(int status, String text) {}
}
