package io.vigie.testkit.twin.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RenderSignalTest {

  private static final Vertx VERTX = Vertx.vertx();
  private static final String GOOD =
      "username=" + RenderSignal.USER + "&password=" + RenderSignal.PASSWORD;

  private final BlockingQueue<JsonObject> webhooks = new LinkedBlockingQueue<>();
  private HttpServer sink;
  private RenderSignal twin;
  private HttpClient client;

  @BeforeEach
  void start() throws Exception {
    sink =
        SecureServer.inClear(
            VERTX,
            0,
            request ->
                request
                    .body()
                    .onSuccess(
                        body -> {
                          webhooks.add(new JsonObject(body));
                          request.response().end();
                        }));
    URI webhook = URI.create("http://127.0.0.1:" + sink.actualPort() + "/");
    twin = RenderSignal.start(VERTX, InstantSource.system(), SignalPorts.free(), webhook);
    client =
        HttpClient.newBuilder().sslContext(trusting()).cookieHandler(new CookieManager()).build();
  }

  @AfterEach
  void stop() {
    client.close();
    twin.close();
    SecureServer.await(sink.close());
  }

  @AfterAll
  static void close() {
    SecureServer.await(VERTX.close());
  }

  private SSLContext trusting() throws Exception {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(twin.authority().trustStore());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  @Test
  void showsItsPageToThoseWhoLoggedIn() throws Exception {
    HttpResponse<String> stranger = get("/");
    assertThat(stranger.statusCode()).isEqualTo(302);
    assertThat(stranger.headers().firstValue("location")).contains("/login");
    assertThat(stranger.body()).doesNotContain("telecommande");

    HttpResponse<String> welcome = logIn(GOOD);
    assertThat(welcome.statusCode()).isEqualTo(302);
    assertThat(welcome.headers().firstValue("set-cookie").orElseThrow())
        .contains("; Secure", "; HttpOnly", "; SameSite=Lax");
    assertThat(get("/").body()).contains("telecommande");

    assertThat(get("/logout").statusCode()).isEqualTo(302);
    assertThat(get("/").statusCode()).isEqualTo(302);
  }

  @Test
  void refusesThoseWhoGuessForAWhile() throws Exception {
    String bad = "username=admin&password=admin";
    for (int i = 0; i < LoginLimiter.TOLERATED; i++) {
      assertThat(logIn(bad).statusCode()).isEqualTo(200);
    }
    assertThat(logIn(GOOD).statusCode()).isEqualTo(429);

    long deadline = System.nanoTime() + LoginLimiter.PAUSE.multipliedBy(5).toNanos();
    while (logIn(GOOD).statusCode() == 429) {
      assertThat(System.nanoTime()).as("recovers").isLessThan(deadline);
    }
    assertThat(get("/").statusCode()).isEqualTo(200);

    twin.plant("rss-login-unlimited");
    for (int i = 0; i < 2 * LoginLimiter.TOLERATED; i++) {
      assertThat(logIn(bad).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void tellsTheTimeUnlessItIsLate() throws Exception {
    assertThat(pinged()).isBetween(Instant.now().minusSeconds(10), Instant.now().plusSeconds(10));

    twin.plant("rss-ping-late");
    assertThat(pinged()).isBefore(Instant.now().minusSeconds(3500));
  }

  @Test
  void acceptsToCheckMailsOfThoseWhoLoggedIn() throws Exception {
    assertThat(post("/api/check_emails_and_download", "").statusCode()).isEqualTo(401);
    logIn(GOOD);
    assertThat(post("/api/check_emails_and_download", "").statusCode()).isEqualTo(202);
    assertThat(get("/api/check_emails_and_download").statusCode()).isEqualTo(405);
  }

  @Test
  void takesTimeWindowsInBothFormsAndNoneAtAll() throws Exception {
    logIn(GOOD);
    String set = "/api/set_webhook_time_window";
    assertThat(post(set, "{\"start\":\"09h00\",\"end\":\"18:00\"}").statusCode()).isEqualTo(200);
    assertThat(new JsonObject(get("/api/get_webhook_time_window").body()))
        .contains(entry("webhooks_time_start", "09h00"), entry("webhooks_time_end", "18h00"))
        .contains(entry("timezone", "Europe/Paris"));
    assertThat(get("/api/webhooks/time-window").body())
        .isEqualTo(get("/api/get_webhook_time_window").body());

    assertThat(post(set, "{\"start\":\"25h00\",\"end\":\"18:00\"}").statusCode()).isEqualTo(400);
    assertThat(post(set, "no JSON").statusCode()).isEqualTo(400);
    assertThat(post(set, "{\"start\":\"\",\"end\":\"\"}").statusCode()).isEqualTo(200);
    assertThat(get("/api/get_webhook_time_window").body()).contains("\"webhooks_time_start\":\"\"");
  }

  private static java.util.Map.Entry<String, Object> entry(String key, Object value) {
    return java.util.Map.entry(key, value);
  }

  @Test
  void tellsTheWebhookOfMailsFromSendersOfInterestOnce() throws Exception {
    mail("somebody@example.com", "spam");
    mail(RenderSignal.SENDER_OF_INTEREST, "nonce-1");

    JsonObject told = webhooks.poll(5, TimeUnit.SECONDS);

    assertThat(told.getString("subject")).isEqualTo("nonce-1");
    assertThat(told.getString("webhooks_time_start")).isEqualTo("08h30");
    assertThat(told.getString("webhooks_time_end")).isEqualTo("19h00");
    assertThat(webhooks.poll(2 * MailPoller.EVERY.toMillis(), TimeUnit.MILLISECONDS)).isNull();

    twin.plant("rss-payload-short");
    twin.plant("rss-webhook-twice");
    mail(RenderSignal.SENDER_OF_INTEREST, "nonce-2");
    assertThat(webhooks.poll(5, TimeUnit.SECONDS).containsKey("webhooks_time_end")).isFalse();
    assertThat(webhooks.poll(5, TimeUnit.SECONDS).getString("subject")).isEqualTo("nonce-2");
  }

  @Test
  void keepsTheInnerPortClosedUnlessItIsOpen() throws Exception {
    assertThat(isOpen(twin.ports().gunicorn())).isFalse();
    twin.plant("rss-gunicorn-open");
    assertThat(isOpen(twin.ports().gunicorn())).isTrue();
    twin.mend("rss-gunicorn-open");
    assertThat(isOpen(twin.ports().gunicorn())).isFalse();
  }

  @Test
  void changesItsCertificateWhileItRuns() throws Exception {
    assertThat(certificate(twin.ports().site()).getNotAfter()).isAfter(inDays(60));
    twin.plant("rss-certificate-expiring");
    assertThat(certificate(twin.ports().site()).getNotAfter()).isBefore(inDays(6));
    twin.mend("rss-certificate-expiring");
    assertThat(certificate(twin.ports().site()).getNotAfter()).isAfter(inDays(60));
  }

  private static java.util.Date inDays(int days) {
    return java.util.Date.from(Instant.now().plus(Duration.ofDays(days)));
  }

  @Test
  void knowsWhoStartedTheFlowOfAnother() throws Exception {
    URI hook = URI.create("https://" + RenderSignal.HOST + ":" + twin.ports().hook() + "/hook");
    assertThat(send(HttpRequest.newBuilder(hook).method("OPTIONS", BodyPublishers.noBody())))
        .returns(200, HttpResponse::statusCode);
    assertThat(twin.hookAsked()).isEqualTo(1);
    assertThat(twin.hookStarted()).isZero();

    twin.plant("rss-hook-500");
    assertThat(send(HttpRequest.newBuilder(hook).POST(BodyPublishers.noBody())).statusCode())
        .isEqualTo(500);
    assertThat(twin.hookStarted()).isEqualTo(1);
  }

  private HttpResponse<String> logIn(String form) throws Exception {
    return send(
        request("/login")
            .header("content-type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return send(request(path).POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(request(path));
  }

  private Instant pinged() throws Exception {
    String time = new JsonObject(get("/api/ping").body()).getString("timestamp_utc");
    return OffsetDateTime.parse(time).toInstant();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(twin.url().resolve(path)).timeout(Duration.ofSeconds(5));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static boolean isOpen(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (ConnectException refused) {
      return false;
    }
  }

  private X509Certificate certificate(int port) throws Exception {
    try (SSLSocket socket =
        (SSLSocket)
            trusting().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
      socket.startHandshake();
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }

  private void mail(String sender, String subject) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), twin.ports().smtp())) {
      String dialogue =
          "EHLO test\r\nMAIL FROM:<%s>\r\nRCPT TO:<robot@example.com>\r\nDATA\r\nSubject: %s\r\n\r\nhello\r\n.\r\nQUIT\r\n"
              .formatted(sender, subject);
      socket.getOutputStream().write(dialogue.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      assertThat(new String(in.readAllBytes(), StandardCharsets.US_ASCII)).contains("221 bye");
    }
  }
}
