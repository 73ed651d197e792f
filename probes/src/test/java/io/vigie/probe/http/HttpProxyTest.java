package io.vigie.probe.http;

import static io.vigie.probe.http.Probing.blind;
import static io.vigie.probe.http.Probing.failure;
import static io.vigie.probe.http.Probing.judged;
import static io.vigie.probe.http.Probing.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vigie.probe.Observation;
import io.vigie.probe.ProbeContext.TargetRefused;
import io.vigie.probe.TestContext;
import io.vigie.probe.net.TlsContexts;
import io.vigie.probe.web.Protocol;
import io.vigie.testkit.target.Behaviour;
import io.vigie.testkit.target.HttpTarget;
import io.vigie.testkit.target.RawTarget;
import io.vigie.testkit.target.Reply;
import io.vigie.testkit.tls.TestAuthority;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpProxyTest {

  private static final TestAuthority AUTHORITY = TestAuthority.create(InstantSource.system());

  private static Vertx vertx;
  private static Probing probing;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    probing = new Probing(vertx, new HttpProbe(new TlsContexts(AUTHORITY.trustStore())));
  }

  @AfterAll
  static void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get();
  }

  private static HttpSettings through(int port, String url) {
    return new HttpSettings(
        url,
        "GET",
        Map.of(),
        Optional.empty(),
        Redirects.FOLLOW,
        Protocol.ANY,
        1000,
        HttpTls.DEFAULT,
        Optional.of(
            new HttpProxy(
                "http://localhost:" + port, Optional.of("ops"), Optional.of("${secret:P}"))),
        Optional.empty(),
        Optional.empty(),
        0);
  }

  private static TestContext context() {
    return probing.context().secret("P", "hunter2");
  }

  /** A proxy that says {@code answer}, and where it is 200 tunnels to {@code port}. */
  private static Behaviour tunnelling(String answer, int port, Queue<String> heard) {
    return connection -> {
      BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(
                  connection.socket().getInputStream(), StandardCharsets.ISO_8859_1),
              1);
      for (String line = reader.readLine(); !line.isEmpty(); line = reader.readLine()) {
        heard.add(line);
      }
      connection.send(answer);
      if (answer.contains(" 200 ") && port > 0) {
        try (Socket target = new Socket(InetAddress.getLoopbackAddress(), port)) {
          Thread.ofVirtual().start(() -> pump(target, connection.socket()));
          connection.socket().getInputStream().transferTo(target.getOutputStream());
        }
      }
    };
  }

  private static void pump(Socket from, Socket to) {
    try (InputStream in = from.getInputStream()) {
      in.transferTo(to.getOutputStream());
    } catch (IOException e) {
      // The other side has gone.
    }
  }

  @Test
  void asksForAWholeUrlInClear() {
    try (HttpTarget proxy = HttpTarget.start()) {
      proxy.answer("http://shop.example/a", Reply.ok("by proxy"));
      proxy.answer("/a", Reply.ok("by proxy"));

      Observation seen =
          probing.observe(through(proxy.port(), "http://shop.example/a?b=1"), context());

      assertThat(judged(seen(seen), "status == 200 && body == 'by proxy'")).isEmpty();
      assertThat(proxy.requests().getFirst().uri()).isEqualTo("http://shop.example/a?b=1");
      assertThat(proxy.requests().getFirst().headers())
          .containsEntry("host", "shop.example")
          .containsEntry("proxy-authorization", "Basic b3BzOmh1bnRlcjI=");
    }
  }

  @Test
  void tunnelsWhatIsSecret() {
    Queue<String> heard = new ConcurrentLinkedQueue<>();
    try (HttpTarget target = HttpTarget.start(AUTHORITY.issue("shop.example"));
        RawTarget proxy =
            RawTarget.start(
                tunnelling("HTTP/1.1 200 Connection established\r\n\r\n", target.port(), heard))) {
      target.answer("/", Reply.ok("inside"));

      Observation seen = probing.observe(through(proxy.port(), "https://shop.example/"), context());

      assertThat(judged(seen(seen), "body == 'inside' && tls.verified && protocol == 'h2'"))
          .isEmpty();
      assertThat(heard)
          .containsExactly(
              "CONNECT shop.example:443 HTTP/1.1",
              "Host: shop.example:443",
              "Proxy-Authorization: Basic b3BzOmh1bnRlcjI=");
      assertThat(target.requests().getFirst().headers()).doesNotContainKey("proxy-authorization");
      assertThat(seen.toString()).doesNotContain("hunter2").doesNotContain("b3BzOmh1bnRlcjI");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP/1.1 407 Who?~~              | proxy-auth    | the proxy demands other credentials"
            + " (407)",
        "HTTP/1.1 403 No~~                | proxy-refused | the proxy refuses to connect to the"
            + " target: 403",
        "HTTP/1.0 502 Bad~~               | proxy-failed  | the proxy cannot connect to the target:"
            + " 502",
        "SSH-2.0-x~~                      | proxy-failed  | the proxy does not answer in HTTP",
        "HTTP/1.1 2                       | proxy-failed  | the proxy closed the connection",
        "HTTP/1.1 200 OK~~more            | proxy-failed  | the proxy says more than its answer"
            + " before it was asked"
      })
  void tellsWhatTheProxyDoes(String answer, String code, String summary) {
    try (RawTarget proxy =
        RawTarget.start(
            tunnelling(answer.replace("~", "\r\n"), 0, new ConcurrentLinkedQueue<>()))) {
      Observation observation =
          probing.observe(through(proxy.port(), "https://shop.example/"), context());

      assertThat(failure(observation).code()).isEqualTo(code);
      assertThat(failure(observation).summary()).isEqualTo(summary);
    }
  }

  @Test
  void aProxyThatDemandsCredentialsOfAClearRequestIsTold() {
    try (HttpTarget proxy = HttpTarget.start()) {
      proxy.answer("http://shop.example/", Reply.status(407));

      assertThat(
              failure(probing.observe(through(proxy.port(), "http://shop.example/"), context()))
                  .code())
          .isEqualTo("proxy-auth");
    }
  }

  @Test
  void aProxyThatIsNotThereIsNotTheTarget() {
    int port;
    try (HttpTarget gone = HttpTarget.start()) {
      port = gone.port();
    }

    Observation observation = probing.observe(through(port, "https://shop.example/"), context());

    assertThat(failure(observation).code()).isEqualTo("proxy-failed");
    assertThat(failure(observation).summary()).contains("connection refused");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void theTargetIsJudgedBeforeAnythingIsSentToTheProxy(String scheme) {
    try (RawTarget proxy = RawTarget.start(Behaviour.silent())) {
      for (String host : List.of("169.254.169.254", "0xa9.0xfe.0xa9.0xfe", "inside.example")) {
        TestContext context =
            context().name(host, Future.failedFuture(new TargetRefused("link-local")));

        Observation observation =
            probing.observe(through(proxy.port(), scheme + "://" + host + "/"), context);

        assertThat(blind(observation).code()).isEqualTo("target-refused");
      }
      assertThat(proxy.connections()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"metadata.google.internal", "METADATA", "instance-data.", "x.ec2.internal."})
  void aMetadataServiceIsNotAskedForEvenWhereOnlyTheProxyKnowsIt(String host) {
    try (RawTarget proxy = RawTarget.start(Behaviour.silent())) {
      TestContext context =
          context().name(host, Future.failedFuture(new UnknownHostException(host)));

      assertThat(
              blind(probing.observe(through(proxy.port(), "http://" + host + "/"), context)).code())
          .isEqualTo("target-refused");
      assertThat(proxy.connections()).isZero();
    }
  }

  @Test
  void theProxyIsJudgedToo() {
    TestContext context =
        context().name("localhost", Future.failedFuture(new TargetRefused("loopback")));

    assertThat(blind(probing.observe(through(1, "http://shop.example/"), context)).code())
        .isEqualTo("target-refused");
  }

  @Test
  void aNameThatOnlyTheProxyKnowsIsLeftToIt() {
    try (HttpTarget proxy = HttpTarget.start()) {
      proxy.answer("/", Reply.ok("known"));
      TestContext context =
          context().name("far.example", Future.failedFuture(new UnknownHostException("far")));

      assertThat(probing.observe(through(proxy.port(), "http://far.example/"), context))
          .isInstanceOf(Observation.Seen.class);
    }
  }
}
