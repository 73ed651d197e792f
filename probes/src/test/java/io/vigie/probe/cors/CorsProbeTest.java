package io.vigie.probe.cors;

import static io.vigie.probe.Observed.assertMet;
import static io.vigie.probe.Observed.failure;
import static io.vigie.probe.Observed.judgedByDefault;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vigie.contract.result.Outcome.Failure;
import io.vigie.probe.Observation;
import io.vigie.probe.TestContext;
import io.vigie.probe.line.Looking;
import io.vigie.testkit.gate.CrossOrigin;
import io.vigie.testkit.target.Behaviour;
import io.vigie.testkit.target.HttpTarget;
import io.vigie.testkit.target.RawTarget;
import io.vigie.testkit.target.Received;
import io.vigie.testkit.target.Reply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorsProbeTest {

  private static final CorsProbe PROBE = new CorsProbe();
  private static final Duration PATIENT = Duration.ofSeconds(10);
  private static final String APP = "https://app.example.com";
  private static final String ADMIN = "https://admin.example.com";
  private static final CrossOrigin RIGHT = CrossOrigin.exactly(APP, ADMIN);

  private static Vertx vertx;
  private static HttpTarget target;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    target = HttpTarget.start();
  }

  @AfterAll
  static void stop() throws Exception {
    target.close();
    vertx.close().toCompletionStage().toCompletableFuture().get();
  }

  /** Settings of the application at hand, with more of them. */
  private static CorsSettings settings(String more) {
    return Looking.settings(PROBE, "{url: '" + target.url("/api") + "', pause: 0s, " + more + "}");
  }

  private static CorsSettings settings(boolean credentials, String... origins) {
    return settings(
        "origins: ["
            + Stream.of(origins).map(o -> "'" + o + "'").collect(Collectors.joining(", "))
            + "], foreign: ['http://localhost:8088'], methods: [GET, PUT]"
            + ", headers: [content-type, authorization]"
            + ", send: {authorization: 'Bearer ${secret:TOKEN}'}, credentials: "
            + credentials);
  }

  private static Observation observe(Function<Received, Reply> application, CorsSettings settings) {
    target.answer("/api", application);
    return new TestContext(vertx, PATIENT).secret("TOKEN", "t0ken").observe(PROBE, settings);
  }

  private static Failure failed(Function<Received, Reply> application) {
    return failure(observe(application, settings(false, APP, ADMIN)));
  }

  @Test
  void whatIsGrantedAsDeclaredPasses() {
    CorsSettings settings = settings(true, APP, ADMIN);

    Observation observation = observe(RIGHT.withCredentials(), settings);

    assertThat(judgedByDefault(PROBE, settings, observation)).isEmpty();
    assertMet(
        PROBE,
        observation,
        "asked == 34 && answers.size() == 34 && allowedOrigins == ['" + ADMIN + "', '" + APP + "']",
        "!wildcard && credentialsGranted && !varyMissing && maxAge == 600",
        "grantedMethods == ['GET', 'PUT'] && grantedHeaders == ['authorization', 'content-type']",
        "answers.exists(a, a.origin == 'null' && a.sort == 'null' && a.allowOrigin == '')",
        "answers[0].preflight && answers[0].status == 204 && answers[0].credentials");
    assertThat(observation.toString()).doesNotContain("t0ken");
  }

  @Test
  void asksAsABrowserDoes() {
    int before = target.requests().size();

    observe(RIGHT, settings(false, APP));

    List<Received> sent = target.requests();
    Received preflight = sent.get(before);
    assertThat(preflight.method()).isEqualTo("OPTIONS");
    assertThat(preflight.headers())
        .containsEntry("origin", APP)
        .containsEntry("access-control-request-method", "PUT")
        .containsEntry("access-control-request-headers", "authorization,content-type")
        .doesNotContainKey("authorization");
    Received simple = sent.get(before + 1);
    assertThat(simple.method()).isEqualTo("GET");
    assertThat(simple.headers())
        .containsEntry("origin", APP)
        .containsEntry("authorization", "Bearer t0ken");
    assertThat(sent.subList(before, sent.size()).stream().map(r -> r.headers().get("origin")))
        .contains(
            "https://evil.example",
            "null",
            "http://app.example.com",
            "http://localhost:5173",
            "http://localhost:8088",
            "https://app.example.com.evil.example",
            "https://evilapp.example.com",
            "https://appxexample.com");
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of(RIGHT.allowing(_ -> true), "foreign-origin-allowed"),
        Arguments.of(allowing("http://localhost:8088"), "foreign-origin-allowed"),
        Arguments.of(allowing("null"), "null-origin-allowed"),
        Arguments.of(allowing("http://admin.example.com"), "insecure-origin-allowed"),
        Arguments.of(allowing("http://localhost:5173"), "local-origin-allowed"),
        Arguments.of(RIGHT.withWildcard(), "any-origin-allowed"),
        Arguments.of(RIGHT.withWildcard().withCredentials(), "wildcard-with-credentials"),
        Arguments.of(RIGHT.withCredentials(), "credentials-too-wide"),
        Arguments.of(
            CrossOrigin.exactly(APP).allowing(o -> !o.equals(ADMIN) && RIGHT.allows().test(o)),
            "allowed-origin-refused"),
        Arguments.of(RIGHT.answeringPreflights(405), "preflight-fails"),
        Arguments.of(RIGHT.adding("access-control-allow-origin", APP), "allow-origin-invalid"));
  }

  private static CrossOrigin allowing(String more) {
    return RIGHT.allowing(origin -> origin.equals(more) || RIGHT.allows().test(origin));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void eachMistakeHasItsCode(CrossOrigin application, String code) {
    Failure failure = failed(application);

    assertThat(failure.code()).as(failure.summary()).isEqualTo(code);
    assertThat(failure.phase()).isEqualTo("ask");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app\\.example\\.com.*",
        ".*app\\.example\\.com",
        "https://app.example\\.com"
      })
  void aCarelessComparisonIsFoundOut(String expression) {
    Failure failure = failed(RIGHT.allowing(o -> o.matches(expression) || RIGHT.allows().test(o)));

    assertThat(failure.code()).isEqualTo("lookalike-origin-allowed");
  }

  @Test
  void methodsAndHeadersAreNoWiderThanDeclared() {
    assertThat(failed(RIGHT.reflecting()))
        .extracting(Failure::code, Failure::summary)
        .containsExactly(
            "methods-too-wide",
            "methods must be no more than declared: were DELETE; "
                + "headers must be no more than declared: were x-vigie-undeclared");
    CorsSettings headersOnly =
        settings("origins: ['" + APP + "', '" + ADMIN + "'], headers: [content-type]");
    assertThat(failure(observe(RIGHT, headersOnly)))
        .extracting(Failure::code, Failure::summary)
        .containsExactly(
            "headers-too-wide", "headers must be no more than declared: were authorization");
  }

  @Test
  void whatIsNotDeclaredIsNotJudged() {
    CorsSettings silent = settings("origins: ['" + APP + "']");

    assertMet(PROBE, observe(CrossOrigin.exactly(APP).reflecting(), silent), "asked == 20");
  }

  @Test
  void oneFailureNamesEverythingThatIsWrong() {
    Observation observation =
        observe(
            RIGHT.allowing(o -> !o.equals(ADMIN)).withCredentials().reflecting(),
            settings(false, APP, ADMIN));

    assertThat(failure(observation).code()).isEqualTo("foreign-origin-allowed");
    assertThat(failure(observation).summary())
        .contains(
            "must not be allowed: http://localhost:8088 with credentials; "
                + "https://evil.example with credentials",
            "null with credentials",
            "http://localhost:3000 with credentials",
            "https://evilapp.example.com with credentials")
        .hasSizeLessThan(1000);
    assertThat(observation.evidence().facts())
        .containsKeys(
            "foreign-origin-allowed",
            "null-origin-allowed",
            "lookalike-origin-allowed",
            "insecure-origin-allowed",
            "local-origin-allowed",
            "credentials-too-wide",
            "methods-too-wide",
            "headers-too-wide",
            "allowed-origin-refused");
  }

  /** A page that answers 200 to everything grants nothing. */
  @Test
  void aPageForPeopleIsNoAnswer() {
    assertThat(failed(_ -> Reply.ok("<html>")).code()).isEqualTo("allowed-origin-refused");
  }

  /** What a limiter refuses would look like an origin that is refused. */
  @ParameterizedTest
  @ValueSource(ints = {429, 503, 500})
  void aRefusalOfALimiterIsNotOneOfAnOrigin(int status) {
    AtomicInteger asked = new AtomicInteger();

    Failure failure =
        failed(r -> asked.incrementAndGet() > 20 ? Reply.status(status) : RIGHT.apply(r));

    assertThat(failure.code()).isEqualTo("unavailable");
    assertThat(failure.summary()).contains("was answered by " + status);
  }

  @Test
  void nobodyMayReadWhereNobodyIsDeclared() {
    CorsSettings nobody = settings(false);

    assertMet(PROBE, observe(_ -> Reply.ok("{}"), nobody), "allowedOrigins.size() == 0");
    assertMet(PROBE, observe(_ -> Reply.status(405), nobody), "asked == 12 && !varyMissing");
    assertThat(failure(observe(RIGHT.withWildcard(), nobody)).code())
        .isEqualTo("any-origin-allowed");
  }

  @Test
  void anybodyMayReadWhereAnybodyIsDeclared() {
    CorsSettings anybody = settings("origins: ['*']");

    assertMet(PROBE, observe(RIGHT.withWildcard(), anybody), "wildcard && !credentialsGranted");
    assertThat(failure(observe(RIGHT.withWildcard().withCredentials(), anybody)).code())
        .isEqualTo("wildcard-with-credentials");
    assertThat(failure(observe(RIGHT, anybody)).code()).isEqualTo("allowed-origin-refused");
  }

  @Test
  void anAnswerThatDependsOnTheOriginMustSaySo() {
    assertMet(PROBE, observe(RIGHT.withoutVary(), settings(false, APP, ADMIN)), "varyMissing");
    assertMet(PROBE, observe(RIGHT, settings(false, APP, ADMIN)), "!varyMissing");
  }

  @Test
  void oneOriginForEverybodyNeedsNotSaySo() {
    CrossOrigin fixed =
        CrossOrigin.exactly().withoutVary().adding("access-control-allow-origin", APP);

    Observation observation = observe(fixed, settings("origins: ['" + APP + "']"));

    assertMet(PROBE, observation, "!varyMissing && allowedOrigins == ['" + APP + "']");
  }

  @Test
  void theDeadlineEndsIt() {
    try (RawTarget silent = RawTarget.start(Behaviour.silent())) {
      CorsSettings settings =
          Looking.settings(
              PROBE, "{url: '" + silent.url("/") + "', origins: ['" + APP + "'], pause: 0s}");

      Failure failure =
          failure(new TestContext(vertx, Duration.ofMillis(300)).observe(PROBE, settings));

      assertThat(failure.code()).isEqualTo("timeout");
      assertThat(failure.summary()).endsWith("0 of 20 requests had ended");
    }
  }
}
