package io.vigie.runner.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vigie.probe.Observation;
import io.vigie.probe.ProbeContext;
import io.vigie.probe.ProbeKind;
import io.vigie.probe.expect.Expectations;
import io.vigie.probe.mailroundtrip.MailRoundtripProbe;
import io.vigie.probe.settings.SettingsReader;
import io.vigie.probe.sink.Door;
import io.vigie.probe.sink.SinkProbe;
import io.vigie.probe.sink.Sinks;
import io.vigie.testkit.mail.FakeMailServer;
import io.vigie.testkit.target.HttpTarget;
import io.vigie.testkit.target.Received;
import io.vigie.testkit.target.Reply;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The kinds that use sinks, on real ports, with an application that sends. */
class SinkKindsTest {

  private static final SinkProbe SINK = new SinkProbe();
  private static final MailRoundtripProbe MAIL = new MailRoundtripProbe();
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Vertx vertx;
  private static SinkHost host;
  private static HttpClient client;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    client = HttpClient.newHttpClient();
    SinkTerms terms =
        new SinkTerms(
            Map.of(Door.OFF, 0, Door.SELF_SIGNED, 0),
            "127.0.0.1",
            "localhost",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    host = SinkHost.start(vertx, terms, InstantSource.system());
  }

  @AfterAll
  static void stop() throws Exception {
    host.close();
    client.close();
    vertx.close().toCompletionStage().toCompletableFuture().get();
  }

  /** Sends until it is told that all is well, and waits longer each time, as it should. */
  private static Reply retrying(Received received) {
    Thread.startVirtualThread(() -> deliver(received.body(), List.of(0L, 30L, 90L, 200L)));
    return Reply.status(202);
  }

  private static void deliver(String message, List<Long> pauses) {
    URI sink = URI.create(message.split(" ", -1)[0]);
    int status = 0;
    for (long pause : pauses) {
      if (status != 200) {
        status = post(sink, message, pause);
      }
    }
  }

  /** The answer, 0 where there is none. */
  private static int post(URI sink, String body, long pause) {
    HttpRequest request = HttpRequest.newBuilder(sink).POST(BodyPublishers.ofString(body)).build();
    var later =
        java.util.concurrent.CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS);
    return java.util.concurrent.CompletableFuture.supplyAsync(() -> sent(request), later).join();
  }

  private static int sent(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode();
    } catch (java.io.IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  @Test
  void anApplicationThatRetriesIsSeenToDoSo() throws Exception {
    try (HttpTarget application = HttpTarget.start()) {
      application.answer("/send", SinkKindsTest::retrying);
      String settings =
          """
          {"name": "retry", "answers": [503, 503, 200], "gaps": "growing", "quiet": "400ms",
           "trigger": {"url": "%s", "body": "{{sink}} {{nonce}}"}}
          """
              .formatted(application.url("/send"));

      assertMet(
          SINK,
          observe(SINK, settings),
          "count == 3 && requests.map(r, r.status) == [503, 503, 200] && growing",
          "requests.all(r, r.body.endsWith(nonce)) && gaps[0] >= millis(25)");
    }
  }

  @Test
  void anApplicationThatGivesUpIsFoundOut() throws Exception {
    try (HttpTarget application = HttpTarget.start()) {
      application.answer(
          "/send",
          received -> {
            Thread.startVirtualThread(() -> deliver(received.body(), List.of(0L)));
            return Reply.status(202);
          });
      String settings =
          """
          {"name": "no-retry", "answers": [503, 200], "within": "500ms", "quiet": "0s",
           "trigger": {"url": "%s", "body": "{{sink}} {{nonce}}"}}
          """
              .formatted(application.url("/send"));

      assertThat(code(observe(SINK, settings))).isEqualTo("no-retry");
    }
  }

  /** Its certificate is not trusted by the client, as no client may. */
  @Test
  void anApplicationThatVerifiesPasses() throws Exception {
    try (HttpTarget application = HttpTarget.start()) {
      application.answer("/send", SinkKindsTest::retrying);
      String settings =
          """
          {"name": "verifies", "tls": "self-signed", "quiet": "100ms",
           "trigger": {"url": "%s", "body": "{{sink}} x"}}
          """
              .formatted(application.url("/send"));

      assertMet(SINK, observe(SINK, settings), "tlsRefused > 0 && count == 0");
    }
  }

  @Test
  void aMailIsFollowedByAWebhook() throws Exception {
    try (FakeMailServer server = FakeMailServer.start(0, InstantSource.system())) {
      String sink = host.sinks().address("mail-webhook", Door.OFF).orElseThrow();
      server.deliverTo(
          mail ->
              Thread.startVirtualThread(
                  () -> post(URI.create(sink), "{\"subject\": \"" + mail.subject() + "\"}", 20)));
      String settings =
          """
          {"smtp": {"host": "localhost", "port": %d, "from": "a@example.com", "to": "b@example.com",
                    "user": "%s", "password": "%s", "tls": {"verify": false}},
           "sink": "mail-webhook", "quiet": "200ms"}
          """
              .formatted(server.port(), FakeMailServer.USER, FakeMailServer.PASSWORD);

      assertMet(
          MAIL,
          observe(MAIL, settings),
          "count == 1 && requests[0].json.subject == 'Vigie looks ' + nonce",
          "deliveredAfter < seconds(2)");
    }
  }

  private static String code(Observation observation) {
    assertThat(observation).isInstanceOf(Observation.Failed.class);
    return ((Observation.Failed) observation).failure().code();
  }

  private static void assertMet(
      ProbeKind<?> kind, Observation observation, String... expectations) {
    assertThat(observation).isInstanceOf(Observation.Seen.class);
    assertThat(
            Expectations.compile(kind.vocabulary(), List.of(expectations))
                .orThrow()
                .judge(((Observation.Seen) observation).facts()))
        .isEmpty();
  }

  private static <S extends Record> Observation observe(ProbeKind<S> kind, String settings)
      throws Exception {
    S read = SettingsReader.of(kind.settings()).read(JSON.readTree(settings));
    return kind.observe(read, new Lent())
        .toCompletionStage()
        .toCompletableFuture()
        .get(20, TimeUnit.SECONDS);
  }

  /** What a runner lends, with the sinks. */
  private static final class Lent implements ProbeContext {
    private final long end = System.nanoTime() + Duration.ofSeconds(8).toNanos();

    @Override
    public Vertx vertx() {
      return vertx;
    }

    @Override
    public Instant startedAt() {
      return InstantSource.system().instant();
    }

    @Override
    public Duration remaining() {
      return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    @Override
    public void closeAtDeadline(Runnable connection) {
      vertx.setTimer(Math.max(1, remaining().toMillis()), _ -> connection.run());
    }

    @Override
    public Future<List<InetAddress>> resolve(String name) {
      return Future.succeededFuture(List.of(InetAddress.getLoopbackAddress()));
    }

    @Override
    public String reveal(String text) {
      return text;
    }

    @Override
    public void conceal(String value) {
      assertThat(value).hasSize(32);
    }

    @Override
    public <T> Optional<T> equipment(Class<T> type) {
      return type == Sinks.class ? Optional.of(type.cast(host.sinks())) : Optional.empty();
    }
  }
}
