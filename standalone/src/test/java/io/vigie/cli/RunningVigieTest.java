package io.vigie.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The verbs that talk to a running Vigie, against a stand-in that answers as it is told. */
final class RunningVigieTest {

  private final List<String> requests = new ArrayList<>();
  private HttpServer vigie;
  private int status = 202;
  private String body = "{\"id\": \"9f1c\"}";

  @BeforeEach
  void start() throws IOException {
    vigie = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    vigie.createContext(
        "/",
        exchange -> {
          String sent = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          requests.add(
              "%s %s %s %s"
                  .formatted(
                      exchange.getRequestMethod(),
                      exchange.getRequestURI(),
                      exchange.getRequestHeaders().getFirst("Content-Type"),
                      sent));
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
  void signsAnItemAndSaysUntilWhenThatHolds() {
    status = 201;
    body = "{\"by\": \"ops\", \"until\": \"2027-02-18T12:00:00Z\"}";

    var call = call("attest", "chrona/production/RF-59", "--by", "ops", "--note", "took 43 min");

    assertThat(call.exitCode()).isZero();
    assertThat(call.out())
        .isEqualToIgnoringNewLines("signed by ops, holds until 2027-02-18T12:00:00Z");
    assertThat(requests).hasSize(1);
    assertThat(requests.getFirst())
        .startsWith("POST /api/v1/items/chrona/production/RF-59/attestations application/json {")
        .contains("\"by\":\"ops\"", "\"note\":\"took 43 min\"");
  }

  @Test
  void announcesADeploymentAndPrintsItsId() {
    var call = call("deployed", "chrona/production", "--version", "2.4.1");

    assertThat(call.exitCode()).isZero();
    assertThat(call.out().strip()).isEqualTo("9f1c");
    assertThat(requests)
        .containsExactly(
            "POST /api/v1/systems/chrona/production/deployments application/json"
                + " {\"version\":\"2.4.1\"}");
  }

  @Test
  void asksForARunFromOnePlace() {
    var call = call("check-now", "chrona/production/CH-1", "--from", "inside");

    assertThat(call.exitCode()).isZero();
    assertThat(requests)
        .containsExactly(
            "POST /api/v1/items/chrona/production/CH-1/runs application/json"
                + " {\"location\":\"inside\"}");
  }

  @Test
  void asksForARunThatStartsWorkByName() {
    var call = call("check-now", "chrona/production/CH-1", "--effect", "starts-work");

    assertThat(call.exitCode()).isZero();
    assertThat(requests)
        .containsExactly(
            "POST /api/v1/items/chrona/production/CH-1/runs application/json"
                + " {\"effect\":\"starts-work\"}");
  }

  @ParameterizedTest
  @CsvSource({"400, 2", "403, 2", "404, 2", "409, 2", "429, 3", "500, 3", "503, 3"})
  void saysInTheServersWordsWhyItWasNotDone(int answered, int exitCode) {
    status = answered;
    body = "{\"detail\": \"item: chrona/production/CH-1 is in no \\u001B[2Jchecklist\"}";

    var call = call("check-now", "chrona/production/CH-1");

    assertThat(call.exitCode()).isEqualTo(exitCode);
    assertThat(call.out()).isEmpty();
    assertThat(call.err())
        .contains("item: chrona/production/CH-1 is in no \uFFFD[2Jchecklist")
        .doesNotContain("Exception: ");
  }

  @Test
  void whatIsNoVigieIsToldFromOne() {
    status = 200;
    body = "<html>It works!</html>";

    var call = call("deployed", "chrona/production");

    assertThat(call.exitCode()).isEqualTo(2);
    assertThat(call.err()).contains("must be a Vigie, answered with status 200");
  }

  @Test
  void saysSoWhenNothingAnswers() throws IOException {
    int free;
    try (var socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }

    var call = Invocation.of("deployed", "chrona/production", "--port", "" + free);

    assertThat(call.exitCode()).isEqualTo(3);
    assertThat(call.err())
        .contains("a Vigie must be running there, nothing answered")
        .contains("127.0.0.1:" + free);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://x", "vigie.example.com", "http://", "http://a b"})
  void anAddressThatIsNoneIsRefused(String url) {
    var call = Invocation.of("deployed", "chrona/production", "--url", url);

    assertThat(call.exitCode()).isEqualTo(2);
    assertThat(call.err()).contains("--url: must be such as https://vigie.example.com");
  }

  @Test
  void namesThatCannotBeAreNotSent() {
    assertThat(call("check-now", "CH-1").err())
        .contains("item id: must be system/environment/item, was \"CH-1\"");
    assertThat(call("deployed", "Chrona").err())
        .contains("system: must be system/environment, was \"Chrona\"");
    assertThat(requests).isEmpty();
  }

  @Test
  void nobodySignsWithoutAName() {
    var call = call("attest", "chrona/production/RF-59");

    assertThat(call.exitCode()).isEqualTo(2);
    assertThat(call.err()).contains("--by");
  }

  private Invocation call(String... arguments) {
    var all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--url", "http://127.0.0.1:" + vigie.getAddress().getPort() + "/"));
    return Invocation.of(all.toArray(String[]::new));
  }
}
