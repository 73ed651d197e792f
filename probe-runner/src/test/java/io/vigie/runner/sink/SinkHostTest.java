package io.vigie.runner.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.probe.sink.Door;
import io.vigie.probe.sink.SinkAnswer;
import io.vigie.probe.sink.SinkRequest;
import io.vigie.probe.sink.Sinks;
import io.vigie.probe.sink.Sinks.Order;
import io.vigie.probe.sink.Sinks.Sink;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Sinks on real ports, spoken to by real clients. */
class SinkHostTest extends HostedSinks {

  @Test
  void answersOneAfterTheOtherAndRecordsWhatCame() throws Exception {
    Order order =
        new Order(
            "script",
            Door.OFF,
            List.of(answer(503), answer(503), OK),
            Optional.empty(),
            Set.of("x-signature", "authorization"));
    try (Sink sink = open(order)) {
      Instant from = InstantSource.system().instant();
      assertThat(post(address("script") + "/a/b?c=d", "{\"n\":1}")).isEqualTo(503);
      assertThat(post(address("script"), "é")).isEqualTo(503);
      assertThat(post(address("script"), "")).isEqualTo(200);
      assertThat(post(address("script"), "")).isEqualTo(200);

      assertThat(sink.count()).isEqualTo(4);
      SinkRequest first = sink.requests().getFirst();
      assertThat(first.method()).isEqualTo("POST");
      assertThat(first.path()).isEqualTo("/a/b");
      assertThat(first.query()).isEqualTo("c=d");
      assertThat(first.body()).isEqualTo("{\"n\":1}");
      assertThat(first.status()).isEqualTo(503);
      assertThat(first.at()).isAfterOrEqualTo(from);
      assertThat(first.headers())
          .containsEntry("content-type", "application/json")
          .containsEntry("x-signature", "sha256=abc")
          .containsEntry("authorization", "(present)")
          .doesNotContainKey("x-other");
      assertThat(sink.requests().get(1).body()).isEqualTo("é");
      assertThat(sink.requests().get(1).after()).isGreaterThan(first.after());
    }
  }

  @Test
  void whoDoesNotKnowTheAddressFindsNothing() throws Exception {
    try (Sink sink = open("known", OK)) {
      String address = address("known");
      String wrong =
          address.substring(0, address.length() - 1) + (address.endsWith("0") ? "1" : "0");

      assertThat(post(wrong, "")).isEqualTo(404);
      assertThat(post(address.replace("/known/", "/other/"), "")).isEqualTo(404);
      assertThat(post(address.replace("/sink/", "/"), "")).isEqualTo(404);
      assertThat(post(address("never-opened"), "")).isEqualTo(404);
      assertThat(sink.count()).isZero();
    }
  }

  @Test
  void aNameIsStillAnsweredForAWhileAfterItsCheck() throws Exception {
    open("gone", answer(503)).close();

    assertThat(post(address("gone"), "late")).isEqualTo(200);
    try (Sink next = open("gone", OK)) {
      assertThat(next.count()).isZero();
    }
  }

  @Test
  void keepsSoMuchOfABodyAndNoMore() throws Exception {
    try (Sink sink = open("big", OK)) {
      assertThat(post(address("big"), "x".repeat(1_000_000))).isEqualTo(200);

      assertThat(sink.requests().getFirst().body()).hasSize(SinkListener.MOST_KEPT);
      assertThat(sink.requests().getFirst().truncated()).isTrue();
    }
  }

  @Test
  void hangsUpOnWhoSendsWithoutEnd() throws Exception {
    try (Sink sink = open("endless", OK)) {
      assertThatThrownBy(
              () -> post(address("endless"), "x".repeat(SinkListener.MOST_TAKEN + 1_000_000)))
          .isInstanceOf(IOException.class);
      assertThat(sink.count()).isZero();
    }
  }

  @Test
  void keepsSoManyRequestsAndCountsTheOthers() throws Exception {
    try (Sink sink = open("many", OK)) {
      for (int i = 0; i < Room.MOST + 5; i++) {
        assertThat(post(address("many"), "")).isEqualTo(200);
      }
      assertThat(sink.requests()).hasSize(Room.MOST);
      assertThat(sink.count()).isEqualTo(Room.MOST + 5);
    }
  }

  @Test
  void runsAreToldApartByTheirNonces() throws Exception {
    try (Sink one = open(nonced("apart", "nonce-one"));
        Sink other = open(nonced("apart", "nonce-other"))) {
      post(address("apart"), "x nonce-one x");
      post(address("apart") + "?id=nonce-other", "");
      post(address("apart"), "neither");

      assertThat(one.count()).isEqualTo(1);
      assertThat(other.count()).isEqualTo(1);
      assertThat(one.others()).isEqualTo(1);
      assertThat(other.requests().getFirst().query()).isEqualTo("id=nonce-other");
    }
  }

  private static Order nonced(String name, String nonce) {
    return new Order(name, Door.OFF, List.of(OK), Optional.of(nonce), Set.of());
  }

  @Test
  void withoutANonceOneListensAfterTheOther() throws Exception {
    Sink first = open("turns", OK);
    var second =
        sinks.open(new Order("turns", Door.OFF, List.of(answer(201)), Optional.empty(), Set.of()));
    assertThat(second.isComplete()).isFalse();
    assertThat(post(address("turns"), "")).isEqualTo(200);

    first.close();

    assertThat(second.isComplete()).isTrue();
    assertThat(post(address("turns"), "")).isEqualTo(201);
    assertThat(second.result().count()).isEqualTo(1);
    first.close();
    assertThat(post(address("turns"), "")).isEqualTo(201);
    second.result().close();
  }

  @Test
  void holdsAnAnswerBack() throws Exception {
    SinkAnswer slow =
        new SinkAnswer(
            200,
            Map.of("X-A", "b"),
            Optional.of("late"),
            Optional.of(Duration.ofMillis(300)),
            Optional.empty());
    try (Sink sink = open("slow", slow)) {
      long from = System.nanoTime();
      HttpResponse<String> response = send(address("slow"), "");

      assertThat(Duration.ofNanos(System.nanoTime() - from)).isGreaterThan(Duration.ofMillis(290));
      assertThat(response.body()).isEqualTo("late");
      assertThat(response.headers().firstValue("x-a")).contains("b");
      assertThat(sink.count()).isEqualTo(1);
    }
  }

  @Test
  void sendsAsMuchAsIsTaken() throws Exception {
    SinkAnswer huge =
        new SinkAnswer(200, Map.of(), Optional.empty(), Optional.empty(), Optional.of(512));
    try (Sink sink = open("huge", huge)) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(address("huge"))).build();
      try (InputStream body = client.send(request, BodyHandlers.ofInputStream()).body()) {
        assertThat(body.readNBytes(3_000_000)).hasSize(3_000_000);
      }
      assertThat(sink.requests().getFirst().taken()).isBetween(2_000_000L, 400_000_000L);
    }
  }

  @Test
  void whatCameWhileNobodyListenedIsKeptWhereItIsAskedFor() throws Exception {
    Order order = new Order("recent", Door.OFF, List.of(answer(202)), Optional.empty(), Set.of());
    assertThat(sinks.recent(order, Duration.ofMinutes(10)).requests()).isEmpty();

    assertThat(post(address("recent"), "{}")).isEqualTo(202);

    Sinks.Recent recent = sinks.recent(order, Duration.ofMinutes(10));
    assertThat(recent.requests()).hasSize(1);
    assertThat(recent.watched()).isLessThan(Duration.ofMinutes(1));
    assertThat(recent.requests().getFirst().after()).isGreaterThan(Duration.ofMinutes(9));
  }

  @Test
  void addressesStayAsLongAsTheSecretDoes() {
    String secret = "a secret of enough characters";
    SinkAddresses addresses = new SinkAddresses(secret.getBytes(UTF_8), Map.of());

    assertThat(addresses.token("orders")).isEqualTo("5b562360630832b64e58b9ee8df04468");
    assertThat(addresses.token("other")).isNotEqualTo(addresses.token("orders"));
    assertThat(
            terms(Optional.of("https://vigie.example.com/"), Optional.of(secret)).url(Door.OFF, 1))
        .isEqualTo("https://vigie.example.com");
    assertThatThrownBy(() -> terms(Optional.empty(), Optional.of("short")))
        .hasMessageContaining("vigie.runner.sink.secret: must be at least 16 characters");
  }
}
