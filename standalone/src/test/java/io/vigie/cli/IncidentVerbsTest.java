package io.vigie.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The verbs about incidents, against a stand-in that answers as it is told. */
final class IncidentVerbsTest {

  private static final String ID = "86f2b909-ac26-33fe-882d-2316978e7b3e";

  private final List<String> requests = new ArrayList<>();
  private HttpServer vigie;
  private int status = 202;
  private String body = "{\"id\": \"9f1c\", \"subject\": \"silence/" + ID + "\"}";

  @BeforeEach
  void start() throws IOException {
    vigie = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    vigie.createContext(
        "/",
        exchange -> {
          String sent = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + sent);
          byte[] answer = body.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    vigie.start();
  }

  @AfterEach
  void stop() {
    vigie.stop(0);
  }

  @Test
  void listsOpenIncidentsAndEndsWithOneWhereThereIsOne() {
    status = 200;
    body =
        """
        {"items": [{"id": "%s", "severity": "P0", "open": true, "item": "shop/production/S-1",
          "title": "HSTS \\u001B[2Jis sent", "openedAt": "2026-11-20T12:00:00Z",
          "failure": "the header is missing", "acknowledged": {"by": "ana"},
          "fold": null, "members": {"total": 3, "open": 1}}], "next": null}
        """
            .formatted(ID);

    var call = call("incidents");

    assertThat(call.exitCode()).isEqualTo(1);
    assertThat(call.out())
        .contains("open  P0  2026-11-20T12:00:00Z  " + ID + "  shop/production/S-1  HSTS \uFFFD[2J")
        .contains("the header is missing", "ana looks after it", "3 told with it")
        .doesNotContain("told with :");
    assertThat(requests).containsExactly("GET /api/v1/incidents?limit=200&open=true ");
  }

  @Test
  void nothingOpenIsZeroAndJsonIsAnArray() {
    status = 200;
    body =
        "{\"items\": [{\"id\": \"x\", \"open\": false, \"resolution\": \"waived by ana\"}],"
            + " \"next\": \"more\"}";

    assertThat(call("incidents", "--all").out()).contains("over: waived by ana");
    requests.clear();
    var call = call("incidents", "--all", "-o", "json");

    assertThat(call.exitCode()).isZero();
    assertThat(call.out()).startsWith("[").contains("\"open\" : false");
    assertThat(call.err()).contains("these are the newest 200");
    assertThat(requests).containsExactly("GET /api/v1/incidents?limit=200 ");
  }

  @Test
  void acknowledgesAnIncident() {
    var call = call("ack", ID, "--by", "ana", "--comment", "on it");

    assertThat(call.exitCode()).isZero();
    assertThat(call.out().strip()).isEqualTo("9f1c");
    assertThat(requests.getFirst())
        .startsWith("POST /api/v1/incidents/" + ID + "/acknowledgement {")
        .contains("\"by\":\"ana\"", "\"comment\":\"on it\"");
  }

  @Test
  void silencesItemsAndPrintsTheIdOfThat() {
    var call =
        call(
            "silence",
            "--system",
            "shop",
            "--severity",
            "P1",
            "--for",
            "1h",
            "--reason",
            "deploy",
            "--by",
            "ops");

    assertThat(call.exitCode()).isZero();
    assertThat(call.out().strip()).isEqualTo(ID);
    assertThat(requests.getFirst())
        .startsWith("POST /api/v1/silences {")
        .contains("\"for\":\"1h\"", "\"reason\":\"deploy\"", "\"by\":\"ops\"")
        .contains("\"system\":\"shop\"", "\"severity\":\"P1\"")
        .doesNotContain("\"team\"", "until");
  }

  @Test
  void saysWhatASilenceWouldMute() {
    status = 200;
    body =
        """
        {"sentence": "mutes 2 items, 1 is failing at P0", "some": [
          {"item": "shop/production/S-1", "title": "HSTS is sent", "severity": "P0",
           "state": "failing"}]}
        """;

    var call = call("silence", "--system", "shop", "--preview");

    assertThat(call.exitCode()).isZero();
    assertThat(call.out().lines())
        .containsExactly(
            "mutes 2 items, 1 is failing at P0", "failing  P0  shop/production/S-1  HSTS is sent");
    assertThat(requests.getFirst()).startsWith("POST /api/v1/silences/preview {");
  }

  @Test
  void endsASilence() {
    assertThat(call("silence", "--end", ID, "--by", "Zoé B").exitCode()).isZero();
    assertThat(requests).containsExactly("DELETE /api/v1/silences/" + ID + "?by=Zo%C3%A9+B ");

    assertThat(call("silence", "--end", ID, "--system", "shop").exitCode()).isEqualTo(2);
    assertThat(call("silence", "--end", "17").err()).contains("--end: must be a UUID, was \"17\"");
    assertThat(requests).hasSize(1);
  }

  @Test
  void waivesAnItemAndEndsThat() {
    var call =
        call(
            "waive",
            "shop/production/S-1",
            "--until",
            "2026-12-31",
            "--reason",
            "v2",
            "--by",
            "cto");

    assertThat(call.exitCode()).isZero();
    assertThat(requests.getFirst())
        .startsWith("POST /api/v1/items/shop/production/S-1/waiver {")
        .contains("\"until\":\"2026-12-31\"", "\"reason\":\"v2\"", "\"by\":\"cto\"");

    assertThat(call("waive", "shop/production/S-1", "--end", "--by", "cto").exitCode()).isZero();
    assertThat(requests.getLast())
        .isEqualTo("DELETE /api/v1/items/shop/production/S-1/waiver?by=cto ");
    assertThat(
            call("waive", "shop/production/S-1", "--end", "--by", "cto", "--for", "1d").exitCode())
        .isEqualTo(2);
  }

  @Test
  void whatIsWrongIsSaidInTheServersWordsAndEndsWithTwo() {
    status = 400;
    body = "{\"detail\": \"reason: required, was absent\"}";

    var call = call("silence", "--system", "shop", "--for", "1h");

    assertThat(call.exitCode()).isEqualTo(2);
    assertThat(call.err()).contains("reason: required, was absent");
    assertThat(call("ack", "17", "--by", "x").err())
        .contains("incident: must be a UUID, was \"17\"");
    assertThat(call("ack", ID).exitCode()).isEqualTo(2);
  }

  private Invocation call(String... arguments) {
    var all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--url", "http://127.0.0.1:" + vigie.getAddress().getPort()));
    return Invocation.of(all.toArray(String[]::new));
  }
}
