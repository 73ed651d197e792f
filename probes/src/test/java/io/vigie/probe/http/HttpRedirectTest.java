package io.vigie.probe.http;

import static io.vigie.probe.http.Probing.blind;
import static io.vigie.probe.http.Probing.failure;
import static io.vigie.probe.http.Probing.get;
import static io.vigie.probe.http.Probing.judged;
import static io.vigie.probe.http.Probing.sending;
import static io.vigie.probe.http.Probing.staying;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vigie.contract.result.Outcome.Failure;
import io.vigie.probe.Observation;
import io.vigie.probe.ProbeContext;
import io.vigie.probe.TestContext;
import io.vigie.probe.net.TlsContexts;
import io.vigie.testkit.target.HttpTarget;
import io.vigie.testkit.target.Received;
import io.vigie.testkit.target.Reply;
import io.vigie.testkit.tls.TestAuthority;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpRedirectTest {

  private static Vertx vertx;
  private static HttpTarget target;
  private static HttpTarget other;
  private static Probing probing;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    target = HttpTarget.start();
    other = HttpTarget.start();
    probing = new Probing(vertx, new HttpProbe());
  }

  @AfterAll
  static void stop() throws Exception {
    target.close();
    other.close();
    vertx.close().toCompletionStage().toCompletableFuture().get();
  }

  @Test
  void followsARedirect() {
    target.answer("/a", Reply.redirect("b?x=1")).answer("/b", Reply.ok("here"));

    Observation.Seen seen = probing.seen(get(target.url("/a")));

    assertThat(
            judged(
                seen,
                "status == 200 && body == 'here'",
                "redirectCount == 1",
                "finalUrl == '" + target.url("/b?x=1") + "'"))
        .isEmpty();
    assertThat(seen.evidence().facts())
        .containsEntry("redirects", target.url("/a") + " → " + target.url("/b?x=1"));
  }

  @Test
  void takesARedirectAsTheAnswerWhereToldTo() {
    target.answer("/stay", Reply.redirect("/b"));

    Observation.Seen seen = probing.seen(staying(target.url("/stay")));

    assertThat(judged(seen, "status == 302 && headers.location == '/b' && redirectCount == 0"))
        .isEmpty();
  }

  @Test
  void aRedirectWithoutAPlaceIsAnAnswer() {
    target.answer("/nowhere", Reply.status(302));

    assertThat(judged(probing.seen(get(target.url("/nowhere"))), "status == 302")).isEmpty();
  }

  @Test
  void findsALoop() {
    target.answer("/x", Reply.redirect("/y")).answer("/y", Reply.redirect("/x"));

    Observation observation = probing.observe(get(target.url("/x")));

    assertThat(failure(observation).code()).isEqualTo("redirect-loop");
    assertThat(failure(observation).summary())
        .isEqualTo("redirect leads back to " + target.url("/x"));
    assertThat(observation.evidence().facts())
        .containsEntry(
            "redirects", target.url("/x") + " → " + target.url("/y") + " → " + target.url("/x"));
  }

  @Test
  void givesUpAfterFive() {
    target.answer(
        "/n",
        request ->
            Reply.redirect(
                "/n?"
                    + (request.uri().length() > 9 ? "" : "1")
                    + request.uri().replaceAll(".*\\?|/n", "")));

    Failure failure = probing.failure(get(target.url("/n")));

    assertThat(failure.code()).isEqualTo("too-many-redirects");
    assertThat(failure.summary()).startsWith("must be at most 5 redirects, the next leads to ");
  }

  @Test
  void doesNotFollowFromHttpsToHttp() throws Exception {
    TestAuthority authority = TestAuthority.create(InstantSource.system());
    HttpProbe trusting = new HttpProbe(new TlsContexts(authority.trustStore()));
    try (HttpTarget secure = HttpTarget.start(authority.issue("localhost"))) {
      secure.answer("/", Reply.redirect(target.url("/plain")));

      Failure failure = new Probing(vertx, trusting).failure(get(secure.url("/")));

      assertThat(failure.code()).isEqualTo("redirect-downgrade");
      assertThat(requests(target, "/plain")).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "file:///etc/passwd",
    "gopher://localhost/",
    "http://user:pw@localhost/",
    "http://a b/"
  })
  void followsNowhereElseThanToHttp(String location) {
    target.answer("/odd", Reply.redirect(location));

    assertThat(probing.failure(get(target.url("/odd"))).code()).isEqualTo("redirect-refused");
  }

  @Test
  void eachHopIsResolvedAndJudgedAnew() {
    target.answer("/meta", Reply.redirect("http://meta:1/"));
    TestContext context =
        probing
            .context()
            .name("meta", Future.failedFuture(new ProbeContext.TargetRefused("meta: refused")));

    Observation observation = probing.observe(get(target.url("/meta")), context);

    assertThat(blind(observation).code()).isEqualTo("target-refused");
  }

  @Test
  void aFailureBehindARedirectNamesThePlace() {
    target.answer("/dead", Reply.redirect("http://localhost:1/"));

    Failure failure = probing.failure(get(target.url("/dead")));

    assertThat(failure.code()).isEqualTo("connection-refused");
    assertThat(failure.summary())
        .isEqualTo("connection refused by 127.0.0.1:1, redirected to http://localhost:1/");
  }

  @Test
  void tellsSecretsToTheFirstOriginOnly() {
    target.answer("/s1", Reply.redirect("/s2")).answer("/s2", Reply.redirect(other.url("/s3")));
    other.answer("/s3", Reply.ok(""));
    HttpSettings settings =
        sending(
            target.url("/s1"),
            "GET",
            Map.of("x-key", "${secret:K}", "authorization", "plain", "x-open", "yes"),
            null);

    Probing.seen(probing.observe(settings, probing.context().secret("K", "hunter2")));

    assertThat(requests(target, "/s2").getFirst().headers())
        .containsEntry("x-key", "hunter2")
        .containsEntry("authorization", "plain");
    assertThat(requests(other, "/s3").getFirst().headers())
        .doesNotContainKeys("x-key", "authorization")
        .containsEntry("x-open", "yes");
  }

  @Test
  void takesNoSecretBodyToAnotherOrigin() {
    target.answer("/p", Reply.status(307).header("location", other.url("/steal")));
    HttpSettings settings = sending(target.url("/p"), "POST", Map.of(), "key=${secret:K}");

    Observation observation = probing.observe(settings, probing.context().secret("K", "hunter2"));

    assertThat(failure(observation).code()).isEqualTo("redirect-refused");
    assertThat(requests(other, "/steal")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "301, POST, GET, ''",
    "302, POST, GET, ''",
    "303, PUT,  GET, ''",
    "307, POST, POST, data",
    "308, PUT,  PUT, data",
    "302, HEAD, HEAD, data"
  })
  void keepsOrChangesTheMethodAsTheStatusSays(
      int status, String method, String after, String body) {
    String from = "/from" + status + method;
    target
        .answer(from, Reply.status(status).header("location", "/to" + status + method))
        .answer("/to" + status + method, Reply.ok(""));

    probing.seen(sending(target.url(from), method, Map.of("content-type", "a/b"), "data"));

    Received arrived = requests(target, "/to" + status + method).getFirst();
    assertThat(arrived.method()).isEqualTo(after);
    assertThat(arrived.body()).isEqualTo(body);
    assertThat(arrived.headers().containsKey("content-type")).isEqualTo(!body.isEmpty());
  }

  private static List<Received> requests(HttpTarget target, String path) {
    return target.requests().stream().filter(received -> received.path().equals(path)).toList();
  }
}
