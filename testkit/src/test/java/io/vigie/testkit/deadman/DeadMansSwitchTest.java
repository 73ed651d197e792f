package io.vigie.testkit.deadman;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.testkit.clock.MutableClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadMansSwitchTest {

  private final MutableClock clock = MutableClock.at("2026-11-21T12:00:00Z");
  private final DeadMansSwitch outside = DeadMansSwitch.start(0, clock);
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.close();
    outside.close();
  }

  private int send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.discarding()).statusCode();
  }

  @Test
  void aPostIsASignOfLife() throws Exception {
    HttpRequest.Builder ping = HttpRequest.newBuilder(URI.create(outside.url()));
    assertThat(send(ping.POST(HttpRequest.BodyPublishers.noBody()))).isEqualTo(200);
    assertThat(outside.awaitMoreThan(0, Duration.ofSeconds(5))).isTrue();
    assertThat(outside.signs()).containsExactly(clock.instant());
  }

  @Test
  void whoOnlyLooksIsNone() throws Exception {
    assertThat(send(HttpRequest.newBuilder(URI.create(outside.url())))).isEqualTo(405);
    assertThat(outside.awaitMoreThan(0, Duration.ofMillis(50))).isFalse();
    assertThat(outside.count()).isZero();
  }
}
