package io.vigie.testkit.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.testkit.tls.TestAuthority;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class TargetsTest {

  @Test
  void answersAsItIsTold() throws Exception {
    try (HttpTarget target = HttpTarget.start();
        HttpClient client = HttpClient.newHttpClient()) {
      target
          .answer("/a", Reply.json("{}").header("x-a", "1"))
          .answer("/echo", request -> Reply.status(201).body(request.body()));

      HttpResponse<String> answered =
          client.send(get(target.url("/a?b=c")), BodyHandlers.ofString());
      HttpResponse<String> echoed =
          client.send(
              HttpRequest.newBuilder(URI.create(target.url("/echo")))
                  .POST(HttpRequest.BodyPublishers.ofString("hello"))
                  .build(),
              BodyHandlers.ofString());

      assertThat(answered.statusCode()).isEqualTo(200);
      assertThat(answered.headers().firstValue("x-a")).contains("1");
      assertThat(echoed.statusCode()).isEqualTo(201);
      assertThat(echoed.body()).isEqualTo("hello");
      assertThat(target.requests()).extracting(Received::path).containsExactly("/a", "/echo");
      assertThat(target.requests().getFirst().uri()).isEqualTo("/a?b=c");
      assertThat(target.connections()).isEqualTo(1);
    }
  }

  @Test
  void whatItWasNotToldIsNotFoundAndMayChange() throws Exception {
    try (HttpTarget target = HttpTarget.start();
        HttpClient client = HttpClient.newHttpClient()) {
      assertThat(status(client, target.url("/x"))).isEqualTo(404);

      target.answer("/x", Reply.status(503).after(Duration.ofMillis(50)));

      assertThat(status(client, target.url("/x"))).isEqualTo(503);
    }
  }

  @Test
  void speaksHttp2OverTls() throws Exception {
    TestAuthority authority = TestAuthority.create(InstantSource.system());
    try (HttpTarget target = HttpTarget.start(authority.issue("localhost"));
        HttpClient client = HttpClient.newBuilder().sslContext(trusting(authority)).build()) {
      HttpResponse<Void> answered = client.send(get(target.url("/")), BodyHandlers.discarding());

      assertThat(answered.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(target.requests()).extracting(Received::protocol).containsExactly("h2");
    }
  }

  @Test
  void aBehaviourServesEachConnection() throws Exception {
    try (RawTarget target = RawTarget.start(Behaviour.saying("bye"))) {
      assertThat(said(target)).isEqualTo("bye");
      assertThat(said(target)).isEqualTo("bye");
      assertThat(target.connections()).isEqualTo(2);
    }
  }

  @Test
  void aBehaviourWorksBehindTls() throws Exception {
    TestAuthority authority = TestAuthority.create(InstantSource.system());
    String answer = "HTTP/1.1 204 No Content\r\n\r\n";
    try (RawTarget target =
            RawTarget.start(authority.issue("localhost"), Behaviour.saying(answer));
        HttpClient client = HttpClient.newBuilder().sslContext(trusting(authority)).build()) {
      assertThat(status(client, target.url("/"))).isEqualTo(204);
    }
  }

  @Test
  void closingATargetEndsItsConnections() throws Exception {
    RawTarget target = RawTarget.start(Behaviour.silent());
    try (Socket socket = new Socket("localhost", target.port())) {
      while (target.openConnections() == 0) {
        Thread.onSpinWait();
      }

      target.close();

      socket.setSoTimeout(5_000);
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    assertThatThrownBy(() -> new Socket("localhost", target.port()).close())
        .isInstanceOf(IOException.class);
  }

  @RepeatedTest(100)
  void nobodyReachesATargetThatIsClosed() throws Exception {
    RawTarget target = RawTarget.start(Behaviour.silent());
    try (Socket _ = new Socket("localhost", target.port())) {
      assertThat(target.awaitConnections(1)).isEqualTo(1);

      target.close();
    }

    assertThatThrownBy(() -> new Socket("localhost", target.port()).close())
        .isInstanceOf(IOException.class);
  }

  private static String said(RawTarget target) throws IOException {
    try (Socket socket = new Socket("localhost", target.port())) {
      socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  private static int status(HttpClient client, String url) throws Exception {
    return client.send(get(url), BodyHandlers.discarding()).statusCode();
  }

  private static HttpRequest get(String url) {
    return HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(10)).build();
  }

  private static SSLContext trusting(TestAuthority authority) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(authority.trustStore());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, Arrays.copyOf(factory.getTrustManagers(), 1), null);
    return context;
  }
}
