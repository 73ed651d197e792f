package io.vigie.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code vigie route} and {@code vigie alert}, against a stand-in that answers as it is told. */
final class AlertCommandsTest {

  private static final String DELIVERIES = "/api/v1/alerting/deliveries";

  private final List<String> requests = new ArrayList<>();
  private Map<String, String> answers = Map.of();
  private HttpServer vigie;

  @BeforeEach
  void start() throws IOException {
    vigie = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    vigie.createContext(
        "/",
        exchange -> {
          String sent = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          requests.add(exchange.getRequestURI() + " " + sent);
          String path = exchange.getRequestURI().getPath();
          byte[] answer =
              Optional.ofNullable(answers.get(path)).orElse("{\"detail\":\"no\"}").getBytes(UTF_8);
          exchange.sendResponseHeaders(answers.containsKey(path) ? 200 : 404, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    vigie.start();
  }

  @AfterEach
  void stop() {
    vigie.stop(0);
  }

  private Invocation call(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--url", "http://127.0.0.1:" + vigie.getAddress().getPort()));
    return Invocation.of(all.toArray(String[]::new));
  }

  @Test
  void saysWhichWayAnItemWouldTake() {
    answers =
        Map.of(
            "/api/v1/alerting/route",
            """
            {"route": "rule 10", "because": "the first that matches: severity P1",
             "channels": ["ops", "mail"], "heldUntil": "2026-11-21T06:00:00Z",
             "heldBecause": "quiet hours 22:00-07:00 Europe/Paris",
             "escalation": {"after": "15m", "to": ["boss"]}, "remindEvery": "4h",
             "fallback": "mail", "digest": null}
            """);
    var call = call("route", "chrona/production/CH-1", "--at", "2026-11-20T22:00:00Z");
    assertThat(call.exitCode()).isZero();
    assertThat(call.out())
        .contains("rule 10: the first that matches: severity P1")
        .containsPattern("tells +ops")
        .containsPattern("not before +2026-11-21T06:00:00Z \\(quiet hours")
        .containsPattern("escalates after +15m, boss")
        .doesNotContain("once a day");
    assertThat(requests.getFirst())
        .startsWith(
            "/api/v1/alerting/route?item=chrona/production/CH-1&at=2026-11-20T22%3A00%3A00Z");
  }

  @Test
  void saysThatAnEscalationReachesNobody() {
    answers =
        Map.of(
            "/api/v1/alerting/route",
            """
            {"route": "route default", "because": "the checklist names no other",
             "channels": ["ops"], "escalation": {"after": "15m", "to": []}}
            """);
    assertThat(call("route", "chrona/production/CH-1").out())
        .containsPattern("escalates after +15m, to nobody: there is no fallback");
  }

  @Test
  void anItemOfWhichNobodyWouldBeToldEndsWithOne() {
    answers =
        Map.of(
            "/api/v1/alerting/route",
            "{\"route\": \"route default\", \"because\": \"x\", \"channels\": []}");
    assertThat(call("route", "chrona/production/CH-1").exitCode()).isEqualTo(1);
    assertThat(call("route", "CH-1").exitCode()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"delivered, 0", "undelivered, 1"})
  void aTestSaysWhatCameOfIt(String state, int exitCode) {
    answers =
        Map.of(
            "/api/v1/alerting/tests",
            "{\"id\": \"1\", \"deliveries\": [\"a\"]}",
            DELIVERIES + "/a",
            "{\"state\": \"" + state + "\", \"channel\": \"ops\", \"lastError\": null}");
    var call = call("alert", "test", "--channel", "ops", "--by", "anne");
    assertThat(call.exitCode()).isEqualTo(exitCode);
    assertThat(call.out().strip()).isEqualTo(state + "  ops");
    assertThat(requests.getFirst())
        .startsWith("/api/v1/alerting/tests {")
        .contains("\"channel\":\"ops\"", "\"by\":\"anne\"");
  }

  @Test
  void aTestThatCannotBeIsRefused() {
    var call = call("alert", "test");
    assertThat(call.exitCode()).isEqualTo(2);
    assertThat(call.err()).contains("no");
  }

  @Test
  void listsMessagesAndEndsWithOneWhereOneWasNotDelivered() {
    answers =
        Map.of(
            DELIVERIES,
            """
            {"items": [{"state": "undelivered", "createdAt": "2026-11-20T08:00:00.123456Z",
              "channel": "ops", "occasion": "opened", "item": "chrona/production/CH-1",
              "attempts": 3, "ageSeconds": 61, "lastError": "channel_not_\\u001B[2Jfound",
              "escalatedTo": "mail", "heldUntil": null}], "next": null}
            """);
    var call = call("alert", "deliveries", "--state", "undelivered", "--channel", "a b");
    assertThat(call.exitCode()).isEqualTo(1);
    assertThat(call.out())
        .contains("undelivered  2026-11-20T08:00:00Z  ops", "3 attempts, for 61 s")
        .contains("channel_not_\uFFFD[2Jfound", "told instead: mail")
        .doesNotContain("not before");
    assertThat(requests.getFirst()).contains("/deliveries?limit=200&state=undelivered&channel=a+b");
  }

  @Test
  void listsMessagesAsJsonToo() {
    answers = Map.of(DELIVERIES, "{\"items\": [{\"state\": \"pending\"}], \"next\": null}");
    var call = call("alert", "deliveries", "-o", "json");
    assertThat(call.exitCode()).isZero();
    assertThat(call.out()).contains("\"state\" : \"pending\"");
  }

  @Test
  void alertAloneAsksForAVerb() {
    assertThat(Invocation.of("alert").exitCode()).isEqualTo(2);
  }
}
