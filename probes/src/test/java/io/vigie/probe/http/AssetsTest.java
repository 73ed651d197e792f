package io.vigie.probe.http;

import static io.vigie.probe.http.Probing.judged;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vigie.probe.Observation;
import io.vigie.probe.line.Looking;
import io.vigie.testkit.target.Behaviour;
import io.vigie.testkit.target.HttpTarget;
import io.vigie.testkit.target.RawTarget;
import io.vigie.testkit.target.Reply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AssetsTest {

  private static final String PAGE =
      """
      <!doctype html><html><head>
      <link rel="stylesheet" href="/style.css?v=1"><link rel="shortcut icon" href="icon.png">
      <link rel="modulepreload" href="/app.js"><link rel="canonical" href="/elsewhere">
      <script src="/app.js"></script><script src="https://cdn.example/x.js"></script>
      <script>let inline = 1</script></head>
      <body><img src="data:image/png;base64,AAAA"><img src="img/a b.png"></body></html>
      """;

  private static Vertx vertx;
  private static Probing probing;

  private HttpTarget target;

  @BeforeAll
  static void startProbing() {
    vertx = Vertx.vertx();
    probing = new Probing(vertx, new HttpProbe());
  }

  @AfterAll
  static void stopProbing() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get();
  }

  @BeforeEach
  void start() {
    target =
        HttpTarget.start()
            .answer("/shop/", page(PAGE))
            .answer("/style.css", typed("text/css; charset=utf-8", "a{}"))
            .answer("/app.js", typed("text/javascript", "fetch('http://localhost:8000/api')"))
            .answer("/shop/icon.png", typed("image/png", "x"))
            .answer("/shop/img/a%20b.png", typed("image/webp", "x"));
  }

  @AfterEach
  void stop() {
    target.close();
  }

  private static Reply page(String html) {
    return typed("text/html", html);
  }

  private static Reply typed(String type, String body) {
    return Reply.ok(body).header("content-type", type);
  }

  private Observation.Seen seen(String path, int assets) {
    return probing.seen(settings(target.url(path), assets));
  }

  private static HttpSettings settings(String url, int assets) {
    return Looking.settings(
        new HttpProbe(), "{url: '%s', assets: %d, headers: {x-key: k}}".formatted(url, assets));
  }

  @Test
  void loadsWhatAPageNeedsFromItsOwnOriginOnce() {
    assertThat(
            judged(
                seen("/shop/", 20),
                "assets.count == 4 && assets.skipped == 1",
                "assets.broken == []",
                "assets.text.contains('localhost:8000') && assets.text.contains('a{}')"))
        .isEmpty();
    assertThat(target.requests()).hasSize(5);
    assertThat(target.requests())
        .allSatisfy(request -> assertThat(request.headers()).containsEntry("x-key", "k"));
  }

  @Test
  void tellsWhatIsBrokenAndWhy() {
    target.answer("/app.js", page("<html>the fallback of a single-page application"));
    target.answer("/style.css", Reply.status(404));
    target.answer("/shop/icon.png", Reply.ok("no type"));

    Observation.Seen seen = seen("/shop/", 20);

    assertThat((List<?>) Probing.fact(seen, "assets.broken"))
        .asString()
        .contains("/app.js (script): is text/html")
        .contains("/style.css (style): answers 404")
        .contains("/shop/icon.png (icon): is of no media type");
    assertThat(seen.evidence().facts().get("assets.broken")).contains("/style.css (style)");
  }

  @Test
  void loadsNoMoreThanItMay() {
    assertThat(judged(seen("/shop/", 2), "assets.count == 2 && assets.skipped == 3")).isEmpty();
    assertThat(target.requests()).hasSize(3);
  }

  @Test
  void looksAtNoneWhereNotAskedTo() {
    assertThat(judged(seen("/shop/", 0), "assets.count == 0 && assets.text == ''")).isEmpty();
    assertThat(target.requests()).hasSize(1);
  }

  @Test
  void resolvesAgainstTheBaseOfThePageAndGoesNowhereElse() {
    target.answer("/", page("<base href=\"/shop/\"><link rel=icon href=icon.png>"));
    assertThat(judged(seen("/", 9), "assets.count == 1 && assets.broken == []")).isEmpty();

    target.answer("/", page("<base href=\"http://169.254.169.254/\"><script src=x.js></script>"));
    assertThat(judged(seen("/", 9), "assets.count == 0 && assets.skipped == 1")).isEmpty();
  }

  @Test
  void anAssetThatIsCutOffIsBroken() {
    try (RawTarget raw =
        RawTarget.start(
            pageThen(connection -> connection.send("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n")))) {
      assertThat(judged(probing.seen(settings(raw.url("/"), 3)), "assets.broken.size() == 1"))
          .isEmpty();
    }
  }

  @Test
  void anAssetThatHangsEndsTheRun() {
    try (RawTarget silent = RawTarget.start(pageThen(Behaviour.Connection::readUntilClosed))) {
      Observation hung =
          probing.observe(settings(silent.url("/"), 3), probing.context(Duration.ofMillis(500)));

      assertThat(Probing.failure(hung).code()).isEqualTo("timeout");
      assertThat(Probing.failure(hung).summary()).contains("loading what the page refers to");
    }
  }

  private static Behaviour pageThen(Behaviour other) {
    AtomicInteger asked = new AtomicInteger();
    String page = "<script src=a.js></script>";
    return connection -> {
      connection.readRequest();
      if (asked.getAndIncrement() == 0) {
        connection.send("HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: ");
        connection.send(page.length() + "\r\n\r\n" + page);
      } else {
        other.serve(connection);
      }
    };
  }

  @Test
  void scriptsLargerThanWhatIsReadAreNotTakenForSearched() {
    target.answer("/app.js", typed("text/javascript", "x".repeat(300_000)));

    assertThat(judged(seen("/shop/", 9), "!assets.text.contains('localhost')"))
        .singleElement()
        .asString()
        .contains("larger than what is read");
  }
}
