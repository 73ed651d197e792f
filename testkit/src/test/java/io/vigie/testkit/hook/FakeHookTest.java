package io.vigie.testkit.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.testkit.clock.MutableClock;
import io.vigie.testkit.tls.TestAuthority;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FakeHookTest {

  private final FakeHook hook = FakeHook.start(HookProtocol.anything());
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    client.close();
    hook.close();
  }

  @Test
  void keepsWhatItWasSent() throws Exception {
    assertThat(post(hook.url() + "/a?b=c", "{\"x\":[\"one\",{\"y\":\"two\"}]}").statusCode())
        .isEqualTo(200);
    HookRequest request = hook.taken().getFirst();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.path()).isEqualTo("/a?b=c");
    assertThat(request.header("x-test")).contains("yes");
    assertThat(request.readable()).isEqualTo("one\ntwo\n");
  }

  @Test
  void followsItsScriptThenBehaves() throws Exception {
    hook.next(
        HookBehaviour.rateLimited(Duration.ofSeconds(30)),
        HookBehaviour.serverError(),
        HookBehaviour.redirect(307, "http://127.0.0.1:1/"));
    HttpResponse<String> limited = post(hook.url(), "1");
    assertThat(limited.statusCode()).isEqualTo(429);
    assertThat(limited.headers().firstValue("retry-after")).contains("30");
    assertThat(post(hook.url(), "2").statusCode()).isEqualTo(500);
    assertThat(post(hook.url(), "3").statusCode()).isEqualTo(307);
    assertThat(post(hook.url(), "4").statusCode()).isEqualTo(200);
    assertThat(hook.taken()).extracting(HookRequest::text).containsExactly("4");
    assertThat(hook.requests()).isEqualTo(4);
  }

  @Test
  void takesAMessageWithoutSayingSo() {
    hook.next(new HookBehaviour.TakeAndStall(), new HookBehaviour.TakeAndCut());
    assertThatThrownBy(() -> post(hook.url(), "1")).isInstanceOf(HttpTimeoutException.class);
    assertThatThrownBy(() -> post(hook.url(), "2")).isInstanceOf(IOException.class);
    assertThat(hook.taken()).extracting(HookRequest::text).startsWith("1", "2");
  }

  @Test
  void isWaitedFor() throws Exception {
    post(hook.url(), "1");
    assertThat(hook.awaitTaken(1, Duration.ofSeconds(5))).hasSize(1);
    assertThatThrownBy(() -> hook.awaitTaken(2, Duration.ofMillis(20)))
        .hasMessageContaining("must take 2 requests within PT0.02S, took 1");
  }

  @Test
  void goesAway() {
    hook.goAway();
    assertThatThrownBy(() -> post(hook.url(), "1")).isInstanceOf(ConnectException.class);
  }

  @Test
  void showsItsCertificate() {
    TestAuthority authority = TestAuthority.create(MutableClock.at("2026-11-20T08:00:00Z"));
    try (FakeHook secure = FakeHook.start(HookProtocol.anything(), authority.issue("127.0.0.1"))) {
      assertThatThrownBy(() -> post(secure.url(), "1")).isInstanceOf(SSLException.class);
    }
  }

  private HttpResponse<String> post(String url, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(Duration.ofMillis(800))
            .header("x-test", "yes")
            .POST(BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }
}
