package io.vigie.probe.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vigie.probe.TestContext;
import io.vigie.probe.download.Inspection;
import io.vigie.probe.scenario.Courier.Asked;
import io.vigie.probe.scenario.Transport.Incoming;
import io.vigie.probe.scenario.Transport.Outgoing;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CourierTest {

  private static final URI BASE = URI.create("https://a.example/");

  private final Deque<Incoming> answers = new ArrayDeque<>();
  private final List<Outgoing> sent = new ArrayList<>();
  private final Session session = new Session();
  private final Courier courier =
      new Courier(
          BASE,
          Optional.of(new ScenarioCsrf("X-XSRF", Optional.of("xsrf"))),
          this::send,
          InstantSource.system(),
          new Discretion(new TestContext(noVertx(), Duration.ofSeconds(1))));

  private static Vertx noVertx() {
    return null;
  }

  private Incoming send(Outgoing request) {
    sent.add(request);
    return answers.isEmpty() ? answer(200, Map.of()) : answers.poll();
  }

  private static Incoming answer(int status, Map<String, List<String>> headers) {
    return new Incoming(
        status,
        headers,
        Octets.of(new byte[0]),
        false,
        () -> Inspection.of(new byte[0], true, StandardCharsets.UTF_8));
  }

  private static Asked asked(String method, String url, boolean withBody) {
    return new Asked(
        method,
        URI.create(url),
        Map.of("X-Key", "k"),
        withBody ? Optional.of(Writer.form(Map.of("a", "b"))) : Optional.empty(),
        true);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,302,GET",
    "POST,301,GET",
    "POST,302,GET",
    "POST,303,GET",
    "PUT,303,GET",
    "PUT,302,PUT",
    "DELETE,303,GET",
    "POST,307,POST",
    "POST,308,POST",
    "GET,308,GET"
  })
  void aRedirectIsFollowedAsABrowserDoes(String method, int status, String next) {
    answers.add(answer(status, Map.of("location", List.of("/next"))));

    var _ = courier.send(asked(method, "https://a.example/x", !method.equals("GET")), session);

    assertThat(sent).extracting(Outgoing::method).containsExactly(method, next);
    assertThat(sent.getLast().to()).hasToString("https://a.example/next");
    assertThat(sent.getLast().content().isPresent())
        .isEqualTo(!next.equals("GET") && !method.equals("GET"));
    assertThat(sent.getLast().headers()).containsEntry("x-key", "k");
  }

  @Test
  void anotherOriginGetsItsOwnCookiesAndNothingElse() {
    session.bearer("t0ken-of-ours");
    answers.add(
        answer(
            302,
            Map.of(
                "location", List.of("https://b.example/"),
                "set-cookie", List.of("sid=1", "wide=1; Domain=b.example"))));

    var _ = courier.send(asked("GET", "https://a.example/", false), session);

    assertThat(sent.getFirst().headers())
        .containsEntry("authorization", "Bearer t0ken-of-ours")
        .containsEntry("x-key", "k");
    assertThat(sent.getLast().headers()).isEmpty();
    assertThat(session.jar().value("sid", InstantSource.system().instant())).contains("1");
  }

  @Test
  void aWriteRepeatsTheCookieThatProvesWhereItComesFrom() {
    answers.add(answer(200, Map.of("set-cookie", List.of("xsrf=abc; Path=/"))));
    var _ = courier.send(asked("GET", "https://a.example/", false), session);
    var _ = courier.send(asked("POST", "https://a.example/", true), session);
    var _ = courier.send(asked("POST", "https://b.example/", true), session);

    assertThat(sent.get(0).headers()).doesNotContainKeys("x-xsrf", "origin");
    assertThat(sent.get(1).headers())
        .containsEntry("x-xsrf", "abc")
        .containsEntry("cookie", "xsrf=abc")
        .containsEntry("origin", "https://a.example");
    assertThat(sent.get(2).headers()).doesNotContainKeys("x-xsrf", "cookie");
  }

  @Test
  void aRunMakesNoMoreThanAThousandRequests() {
    for (int i = 0; i < Courier.MOST_REQUESTS; i++) {
      var _ = courier.send(asked("GET", "https://a.example/", false), session);
    }

    assertThatThrownBy(() -> courier.send(asked("GET", "https://a.example/", false), session))
        .isInstanceOfSatisfying(
            Setback.class, e -> assertThat(e.code()).isEqualTo("too-many-requests"));
    assertThat(sent).hasSize(Courier.MOST_REQUESTS);
  }
}
