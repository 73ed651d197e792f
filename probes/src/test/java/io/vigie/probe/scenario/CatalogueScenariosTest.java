package io.vigie.probe.scenario;

import static io.vigie.probe.Observed.failure;
import static io.vigie.probe.Observed.judgedByDefault;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.vertx.core.Vertx;
import io.vigie.contract.result.Outcome.Failure;
import io.vigie.probe.Observation;
import io.vigie.probe.TestContext;
import io.vigie.testkit.app.AppFault;
import io.vigie.testkit.app.WebApp;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The items of the catalogue that a scenario can look at: right on the healthy application. */
@Execution(ExecutionMode.CONCURRENT)
class CatalogueScenariosTest {

  private static final Duration PATIENT = Duration.ofSeconds(20);

  private static Vertx vertx;
  private WebApp app;

  @BeforeAll
  static void startVertx() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stopVertx() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get();
  }

  @BeforeEach
  void start() {
    app = Play.app();
  }

  @AfterEach
  void stop() {
    app.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rss-02", "rss-11", "rss-29", "rss-31", "rss-34", "rss-36", "rf-38", "rf-36", "rf-22",
        "rf-31", "ch-041", "ch-054", "ch-058", "ch-061", "ko-007", "ko-021", "ko-074", "ko-078"
      })
  void passesOnTheHealthyApplication(String item) {
    TestContext context = Play.context(vertx, PATIENT);
    ScenarioSettings settings = Play.settings(Play.checklist(item), app.port());

    Observation observation = Play.play(context, settings);

    assertThat(judgedByDefault(new ScenarioProbe(), settings, observation)).isEmpty();
    assertNothingLeft();
    assertNothingLeaks(context, observation);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rf-17"})
  void passesOnAnApplicationThatWasJustInstalled(String item) {
    app.plant(AppFault.DEFAULT_CREDENTIALS);
    ScenarioSettings settings = Play.settings(Play.checklist(item), app.port());

    Observation observation = Play.play(Play.context(vertx, PATIENT), settings);

    assertThat(judgedByDefault(new ScenarioProbe(), settings, observation)).isEmpty();
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        arguments("rss-02", AppFault.DEFAULT_CREDENTIALS, "not-refused", "must refuse admin"),
        arguments("rss-02", AppFault.LOGIN_BROKEN, "login-failed", "step 1 (login monitor)"),
        arguments("rss-02", AppFault.REFUSAL_BREAKS, "refusal-unclear", "was 500"),
        arguments("rss-11", AppFault.COOKIE_NOT_SECURE, "step-unmet", "c.secure"),
        arguments("rss-11", AppFault.COOKIE_NOT_HTTP_ONLY, "step-unmet", "c.httpOnly"),
        arguments("rss-11", AppFault.COOKIE_WITHOUT_SAME_SITE, "step-unmet", "c.sameSite"),
        arguments("rss-29", AppFault.PROTECTED_PAGE_OPEN, "not-refused", "step 1 (GET /account)"),
        arguments("rss-29", AppFault.LOGIN_PAGE_BROKEN, "login-failed", "login page must answer"),
        arguments(
            "rss-29", AppFault.LOGOUT_KEEPS_SESSION, "session-survives-logout", "step 4 (submit"),
        arguments("rss-29", AppFault.ANY_PASSWORD, "not-refused", "must refuse root"),
        arguments("rss-31", AppFault.RUN_BREAKS, "step-unmet", "status was 500"),
        arguments("rss-34", AppFault.LEGACY_WINDOW_GONE, "step-unmet", "status was 404"),
        arguments("rss-34", AppFault.LEGACY_WINDOW_DIFFERS, "step-unmet", "00:00"),
        arguments("rss-36", AppFault.WINDOW_NOT_KEPT, "step-unmet", "07:30"),
        arguments("rss-36", AppFault.WINDOW_NOT_VALIDATED, "step-unmet", "status was 200"),
        arguments("rf-17", AppFault.LOGIN_BROKEN, "login-failed", "step 1 (login installer)"),
        arguments("rf-38", AppFault.DEFAULT_CREDENTIALS, "not-refused", "must refuse admin"),
        arguments("rf-38", AppFault.PROTECTED_PAGE_OPEN, "protected-page-open", "/account"),
        arguments("rf-36", AppFault.ROLES_IGNORED, "matrix-wrong", "3 of 12 cells are wrong"),
        arguments("rf-36", AppFault.MANAGER_IS_ADMIN, "matrix-wrong", "GET /admin as manager"),
        arguments("rf-22", AppFault.CREATE_DOES_NOTHING, "step-unmet", "(GET /sales/"),
        arguments("rf-22", AppFault.CREATE_BREAKS, "step-unmet", "status was 500"),
        arguments("rf-22", AppFault.DELETE_DOES_NOTHING, "cleanup-failed", "clean-up 2 (GET"),
        arguments("rf-22", AppFault.DELETE_BREAKS, "cleanup-failed", "clean-up 1 (DELETE"),
        arguments("rf-31", AppFault.DELETE_DOES_NOTHING, "not-refused", "must refuse throwaway"),
        arguments("rf-31", AppFault.DELETED_USER_LOGS_IN, "not-refused", "must refuse throwaway"),
        arguments("ch-041", AppFault.DEFAULT_CREDENTIALS, "not-refused", "must refuse admin"),
        arguments("ch-041", AppFault.LOGIN_BROKEN, "login-failed", "logging in was 401"),
        arguments("ch-054", AppFault.SHORT_KEY, "step-unmet", "jwt.signatureBytes was 256"),
        arguments("ch-054", AppFault.LONG_LIVED_TOKEN, "step-unmet", "jwt.lifetime was"),
        arguments("ch-058", AppFault.ACCEPTS_ALG_NONE, "forged-token-accepted", "(none)"),
        arguments(
            "ch-058",
            AppFault.ACCEPTS_HS256_WITH_PUBLIC_KEY,
            "forged-token-accepted",
            "(hs256-with-public-key)"),
        arguments("ch-058", AppFault.SIGNATURE_NOT_CHECKED, "forged-token-accepted", "(none)"),
        arguments("ch-061", AppFault.LONG_LIVED_TOKEN, "step-unmet", "jwt.lifetime was"),
        arguments("ch-061", AppFault.EXPIRED_TOKEN_ACCEPTED, "not-refused", "step 5 (GET /api/me)"),
        arguments("ko-007", AppFault.COOKIE_NOT_SECURE, "step-unmet", "sessionid"),
        arguments("ko-007", AppFault.CSRF_COOKIE_NOT_SECURE, "step-unmet", "csrftoken"),
        arguments("ko-021", AppFault.FOREIGN_ORIGIN_ACCEPTED, "step-unmet", "step 2 (submit"),
        arguments("ko-021", AppFault.CSRF_NOT_CHECKED, "step-unmet", "step 3 (POST /sales)"),
        arguments("ko-074", AppFault.UPLOAD_LIMIT_TOO_LOW, "step-unmet", "status was 413"),
        arguments("ko-074", AppFault.NO_UPLOAD_LIMIT, "step-unmet", "status was 201"),
        arguments("ko-078", AppFault.PROTECTED_PAGE_OPEN, "step-unmet", "step 1 (GET /admin)"),
        arguments("ko-078", AppFault.DEFAULT_CREDENTIALS, "not-refused", "must refuse admin"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void saysWhatIsWrongWithAnApplication(
      String item, AppFault fault, String code, String mentioned) {
    app.plant(fault);
    TestContext context = Play.context(vertx, PATIENT);

    Observation observation = Play.play(context, Play.settings(Play.checklist(item), app.port()));

    Failure failure = failure(observation);
    assertThat(failure.code()).as(failure.summary()).isEqualTo(code);
    assertThat(failure.summary()).contains(mentioned);
    assertNothingLeaks(context, observation);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void seesWhetherASessionSurvivesARestart(boolean survives) throws Exception {
    if (!survives) {
      app.plant(AppFault.SESSIONS_LOST_AT_RESTART);
    }
    ScenarioSettings settings = Play.settings(Play.checklist("ts-16"), app.port());
    CompletableFuture<Observation> observed =
        CompletableFuture.supplyAsync(() -> Play.play(Play.context(vertx, PATIENT), settings));
    awaitHealthRequests(3);

    app.restart();

    Observation observation = observed.get(30, TimeUnit.SECONDS);
    if (survives) {
      assertThat(observation).isInstanceOf(Observation.Seen.class);
    } else {
      assertThat(failure(observation).summary()).contains("the old session after the restart");
    }
  }

  private void awaitHealthRequests(long count) {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (app.requests().stream().filter(asked -> asked.path().equals("/health")).count()
        < count) {
      assertThat(System.nanoTime()).as("requests must come").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  @Test
  void doesNotWaitForARestartForEver() {
    String impatient = Play.checklist("ts-16").replace("within: 8s", "within: 800ms");

    Observation observation =
        Play.play(Play.context(vertx, PATIENT), Play.settings(impatient, app.port()));

    assertThat(impatient).contains("within: 800ms");
    assertThat(failure(observation).code()).isEqualTo("wait-exceeded");
  }

  private void assertNothingLeft() {
    assertThat(app.sales()).isEmpty();
    assertThat(app.users()).containsExactlyInAnyOrder("root", "mona", "emil");
    assertThat(app.window()).containsExactly("07:30", "20:00");
  }

  private static void assertNothingLeaks(TestContext context, Observation observation) {
    String said = observation.toString();
    assertThat(said).doesNotContain(WebApp.PASSWORD, Play.GUEST);
    assertThat(context.concealed()).allSatisfy(value -> assertThat(said).doesNotContain(value));
  }
}
