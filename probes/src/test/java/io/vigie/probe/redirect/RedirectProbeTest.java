package io.vigie.probe.redirect;

import static io.vigie.probe.Observed.assertMet;
import static io.vigie.probe.Observed.blind;
import static io.vigie.probe.Observed.failure;
import static io.vigie.probe.Observed.judgedByDefault;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vigie.contract.result.Outcome.Failure;
import io.vigie.contract.result.Outcome.Unmet;
import io.vigie.probe.Observation;
import io.vigie.probe.ProbeContext.TargetRefused;
import io.vigie.probe.TestContext;
import io.vigie.testkit.target.Behaviour;
import io.vigie.testkit.target.HttpTarget;
import io.vigie.testkit.target.RawTarget;
import io.vigie.testkit.target.Reply;
import io.vigie.testkit.tls.TestAuthority;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectProbeTest {

  private static final Duration PATIENT = Duration.ofSeconds(10);
  private static final RedirectProbe PROBE = new RedirectProbe();

  private static Vertx vertx;
  private static HttpTarget clear;
  private static HttpTarget secure;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    clear = HttpTarget.start();
    secure = HttpTarget.start(TestAuthority.selfSigned(InstantSource.system(), "localhost"));
    secure.answer("/", Reply.ok("home")).answer("/orders", Reply.ok("orders"));
  }

  @AfterAll
  static void stop() throws Exception {
    clear.close();
    secure.close();
    vertx.close().toCompletionStage().toCompletableFuture().get();
  }

  private static RedirectSettings from(String path) {
    return new RedirectSettings(clear.url(path), 5, false, Optional.empty());
  }

  private static Observation observe(RedirectSettings settings) {
    return new TestContext(vertx, PATIENT).observe(PROBE, settings);
  }

  private static Failure failed(String path) {
    return failure(observe(from(path)));
  }

  private static Reply permanently(String location) {
    return Reply.status(301).header("location", location);
  }

  private static List<String> unmet(String path) {
    return judgedByDefault(PROBE, from(path), observe(from(path))).stream()
        .map(Unmet::expression)
        .toList();
  }

  @Test
  void aGoodRedirectPasses() {
    clear.answer("/orders", permanently(secure.url("/orders?page=2")));

    Observation observation = observe(from("/orders?page=2"));

    assertThat(judgedByDefault(PROBE, from("/orders?page=2"), observation)).isEmpty();
    assertMet(
        PROBE,
        observation,
        "status == 301 && permanent && toHttps && sameHost && samePath",
        "location == '" + secure.url("/orders?page=2") + "' && finalUrl == location",
        "redirectCount == 1 && finalStatus == 200 && steps.size() == 2",
        "steps[0].status == 301 && steps[1].location == '' && steps[1].status == 200",
        "duration > millis(0) && age(now) == seconds(0)");
    assertThat(observation.evidence().facts())
        .containsEntry(
            "step-1", "301 " + clear.url("/orders?page=2") + " → " + secure.url("/orders?page=2"))
        .containsEntry("step-2", "200 " + secure.url("/orders?page=2"));
    assertThat(observation.evidence().numbers()).containsEntry("redirects", 1.0);
  }

  @Test
  void aRedirectForNowIsNotGoodEnough() {
    clear.answer("/now", Reply.redirect(secure.url("/now")));
    secure.answer("/now", Reply.ok(""));

    assertThat(unmet("/now")).containsExactly("permanent");
  }

  @Test
  void aRedirectThatStaysInClearIsNotGoodEnough() {
    clear.answer("/clear", permanently("/clear?x")).answer("/x", Reply.ok(""));
    clear.answer("/stays", permanently("/x"));

    assertThat(unmet("/stays")).containsExactly("toHttps", "samePath");
  }

  @Test
  void aRedirectToAnotherHostIsNotGoodEnough() {
    String other = secure.url("/other").replace("localhost", "other.example");
    clear.answer("/other", permanently(other));
    secure.answer("/other", Reply.ok(""));

    assertThat(unmet("/other")).containsExactly("sameHost");
  }

  @Test
  void aRedirectThatForgetsThePathIsNotGoodEnough() {
    clear.answer("/path", permanently(secure.url("/")));
    clear.answer("/query", permanently(secure.url("/orders")));

    assertThat(unmet("/path")).containsExactly("samePath");
    assertThat(unmet("/query?page=2")).containsExactly("samePath");
  }

  @Test
  void aRedirectToWhatIsNotThereIsNotGoodEnough() {
    clear.answer("/gone", permanently(secure.url("/gone")));

    assertThat(unmet("/gone")).containsExactly("finalStatus < 400");
  }

  @Test
  void noRedirect() {
    clear.answer("/none", Reply.ok("in clear"));

    assertThat(failed("/none"))
        .extracting(Failure::code, Failure::phase, Failure::summary)
        .containsExactly(
            "redirect-missing", "redirect", "must be a redirect, was an answer of status 200");
  }

  @Test
  void aLoop() {
    clear.answer("/a", permanently("/b")).answer("/b", permanently("/a#x"));
    clear.answer("/self", permanently("/self"));

    Observation observation = observe(from("/a"));

    assertThat(failure(observation))
        .extracting(Failure::code, Failure::summary)
        .containsExactly("redirect-loop", "redirect leads back to " + clear.url("/a"));
    assertThat(observation.evidence().facts()).containsKeys("step-1", "step-2");
    assertThat(failed("/self").code()).isEqualTo("redirect-loop");
  }

  @Test
  void aDowngrade() {
    clear.answer("/down", permanently(secure.url("/down")));
    secure.answer("/down", permanently(clear.url("/home")));

    assertThat(failed("/down").code()).isEqualTo("redirect-downgrade");
  }

  @Test
  void tooMany() {
    for (int i = 0; i < 7; i++) {
      clear.answer("/many" + i, permanently("/many" + (i + 1)));
    }

    assertThat(failed("/many0"))
        .extracting(Failure::code, Failure::summary)
        .containsExactly(
            "too-many-redirects",
            "must be at most 5 redirects, the next leads to " + clear.url("/many6"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "gopher://localhost/",
        "javascript:alert(1)",
        "http://",
        "http://localhost:99999/",
        "https://user:password@localhost/",
        "https://localhost/?key=${secret:PLANTED}",
        "http://a b/"
      })
  void leadsToWhatIsNotAsked(String location) {
    clear.answer("/refused", permanently(location));
    TestContext context = new TestContext(vertx, PATIENT).secret("PLANTED", "pl4nted");

    Observation observation = context.observe(PROBE, from("/refused"));

    assertThat(failure(observation).code()).isEqualTo("redirect-refused");
    assertThat(observation.toString()).doesNotContain("pl4nted").doesNotContain("user:password@\"");
  }

  @Test
  void leadsNowhere() {
    clear.answer("/nowhere", Reply.status(301));

    assertThat(failed("/nowhere").summary())
        .isEqualTo("a redirect must lead to an http or https URL, has no Location");
  }

  @Test
  void nothingIsSentToWhatThePolicyRefuses() {
    try (RawTarget metadata = RawTarget.start(Behaviour.silent())) {
      clear.answer("/inner", permanently("https://inner.example:" + metadata.port() + "/"));
      TestContext context =
          new TestContext(vertx, PATIENT)
              .name("inner.example", Future.failedFuture(new TargetRefused("refused by policy")));

      assertThat(blind(context.observe(PROBE, from("/inner"))).code()).isEqualTo("target-refused");
      assertThat(metadata.connections()).isZero();
    }
  }

  @Test
  void certificatesOnTheWayAreVerified() {
    clear.answer("/orders", permanently(secure.url("/orders")));

    Failure failure = failure(observe(RedirectSettings.of(clear.url("/orders"))));

    assertThat(failure.code()).isEqualTo("tls-self-signed");
    assertThat(failure.summary()).endsWith("redirected from " + clear.url("/orders"));
  }

  @Test
  void aSecondStepThatHangsEndsAtTheDeadline() {
    try (RawTarget silent = RawTarget.start(Behaviour.silent())) {
      clear.answer("/hang", permanently("http://localhost:" + silent.port() + "/"));
      TestContext context = new TestContext(vertx, Duration.ofMillis(700));

      assertThat(failure(context.observe(PROBE, from("/hang"))).code()).isEqualTo("timeout");
      assertThat(context.elapsed()).isLessThan(Duration.ofMillis(1700));
    }
  }
}
