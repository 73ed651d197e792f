package io.vigie.runner.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vigie.contract.result.Outcome.Blind;
import io.vigie.contract.result.Outcome.Failed;
import io.vigie.contract.result.Outcome.Failure;
import io.vigie.contract.result.Outcome.Passed;
import io.vigie.contract.result.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The http kind inside the runner, against real listeners. */
class HttpRunTest {

  private static final Duration LIMIT = Duration.ofSeconds(2);

  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void passesForATargetThatAnswers() {
    try (RunnerFixture fixture = RunnerFixture.real("loopback").kind("http")) {
      Result result = fixture.setting("url", serve(fixture) + "/ok").run();

      assertThat(result.outcome()).isInstanceOf(Passed.class);
      assertThat(result.evidence().phases()).isNotEmpty();
    }
  }

  @Test
  void doesNotTouchATargetThatThePolicyRefuses() {
    try (RunnerFixture fixture = RunnerFixture.real("public", "private").kind("http")) {
      Result result = fixture.setting("url", serve(fixture) + "/ok").run();

      assertThat(blindCode(result)).isEqualTo("target-refused");
      assertThat(asked).hasValue(0);
    }
  }

  @Test
  void saysOfWhichHostAFailureIs() {
    try (RunnerFixture fixture = RunnerFixture.real("loopback").kind("http")) {
      Result result = fixture.setting("url", "http://127.0.0.1:1/").run();

      assertThat(result.outcome())
          .isInstanceOfSatisfying(
              Failed.class, failed -> assertThat(failed.failure().target()).contains("127.0.0.1"));
    }
  }

  @Test
  void judgesTheTargetOfARedirectToo() {
    try (RunnerFixture fixture = RunnerFixture.real("loopback").kind("http")) {
      Result result = fixture.setting("url", serve(fixture) + "/to-metadata").run();

      assertThat(blindCode(result)).isEqualTo("target-refused");
      assertThat(result.outcome().summary()).contains("169.254.169.254");
      assertThat(asked).hasValue(1);
    }
  }

  @Test
  void endsTwoHundredTargetsThatDripAtTheirDeadline() {
    try (RunnerFixture fixture = RunnerFixture.real("loopback").kind("http").timeout(LIMIT)) {
      fixture.setting("url", serve(fixture) + "/drip");
      List<CompletionStage<Result>> runs = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        runs.add(fixture.runner.run(fixture.job()));
      }
      for (CompletionStage<Result> run : runs) {
        Result result = RunnerFixture.ended(run);
        // Where this machine is too busy to keep its own time, it must say so instead.
        assertThat(codeOf(result)).isIn("timeout", "runner-overloaded");
        assertThat(result.took()).isLessThan(LIMIT.plusSeconds(2));
      }
      assertThat(fixture.runner.running()).isZero();
    }
  }

  private String serve(RunnerFixture fixture) {
    HttpServer server =
        fixture
            .vertx
            .createHttpServer()
            .requestHandler(request -> answer(fixture, request))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    return "http://127.0.0.1:" + server.actualPort();
  }

  private void answer(RunnerFixture fixture, HttpServerRequest request) {
    asked.incrementAndGet();
    switch (request.path()) {
      case "/to-metadata" ->
          request
              .response()
              .setStatusCode(302)
              .putHeader("location", "http://169.254.169.254/latest/meta-data/")
              .end();
      case "/drip" -> {
        request.response().setChunked(true);
        long timer =
            fixture.vertx.setPeriodic(
                100,
                id -> {
                  if (!request.response().closed()) {
                    var _ = request.response().write("x");
                  }
                });
        request.response().closeHandler(_ -> fixture.vertx.cancelTimer(timer));
      }
      default -> request.response().end("ok");
    }
  }

  private static String codeOf(Result result) {
    return result.outcome() instanceof Failed(Failure failure) ? failure.code() : blindCode(result);
  }

  private static String blindCode(Result result) {
    assertThat(result.outcome()).isInstanceOf(Blind.class);
    return ((Blind) result.outcome()).code();
  }
}
