package io.vigie.testkit.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TwinTest {

  private static final Vertx VERTX = Vertx.vertx();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private Twin shop;
  private Twin wiki;

  @BeforeEach
  void start() {
    shop = ShopTwin.start(VERTX, 0);
    wiki = WikiTwin.start(VERTX, 0);
  }

  @AfterEach
  void stop() {
    shop.close();
    wiki.close();
  }

  @AfterAll
  static void close() {
    VERTX.close().toCompletionStage().toCompletableFuture().join();
    CLIENT.close();
  }

  @Test
  void isHealthyUntilAFaultIsPlanted() throws Exception {
    assertThat(get(shop, "/health").statusCode()).isEqualTo(200);
    assertThat(get(shop, "/admin").statusCode()).isEqualTo(401);
    assertThat(get(wiki, "/health").body()).contains("\"status\":\"ok\"");
    assertThat(get(wiki, "/old").headers().firstValue("location")).contains("/");
  }

  @Test
  void showsAPlantedFaultUntilItIsMended() throws Exception {
    shop.plant("shop-down");
    assertThat(get(shop, "/health").statusCode()).isEqualTo(503);
    assertThat(shop.planted()).containsExactly("shop-down");

    shop.mend("shop-down");
    assertThat(get(shop, "/health").statusCode()).isEqualTo(200);
  }

  @Test
  void changesNothingButWhatTheFaultSays() throws Exception {
    shop.plant("shop-hsts-missing");

    HttpResponse<String> home = get(shop, "/");

    assertThat(home.headers().firstValue("strict-transport-security")).isEmpty();
    assertThat(home.headers().firstValue("set-cookie").orElseThrow()).contains("HttpOnly");
    assertThat(home.statusCode()).isEqualTo(200);
  }

  @Test
  void answersNothingWhenFrozen() {
    wiki.plant("wiki-frozen");

    assertThatThrownBy(() -> get(wiki, "/health")).isInstanceOf(HttpTimeoutException.class);
  }

  @Test
  void namesTheFaultsThatItKnowsWhenAskedForAnother() {
    assertThatThrownBy(() -> wiki.plant("shop-down"))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining("wiki-frozen")
        .hasMessageEndingWith("was \"shop-down\"");
  }

  private static HttpResponse<String> get(Twin twin, String path)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(twin.url().resolve(path)).timeout(Duration.ofMillis(700)).build();
    return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
