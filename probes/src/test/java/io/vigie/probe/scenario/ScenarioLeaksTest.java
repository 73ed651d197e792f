package io.vigie.probe.scenario;

import static io.vigie.probe.Observed.failure;
import static io.vigie.probe.Observed.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.result.Outcome.Failure;
import io.vigie.probe.Observation;
import io.vigie.probe.TestContext;
import io.vigie.testkit.app.WebApp;
import io.vigie.testkit.target.HttpTarget;
import io.vigie.testkit.target.Reply;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Nothing of a scenario goes where it was not meant to. */
class ScenarioLeaksTest extends AgainstTarget {

  private static final Duration LIMIT = Duration.ofSeconds(2);

  @Test
  void aFormThatLeadsElsewhereIsNotSent() {
    try (HttpTarget evil = HttpTarget.start()) {
      target.answer(
          "/",
          Reply.ok(
              "<form id=f method=post action='" + evil.url("/take") + "'><input name=a></form>"));

      Failure failure =
          failure(
              play(
                  "steps: [{ submit: { page: /, form: '#f', fields: { a: \"${secret:KEY}\" } }"
                      + " }]"));

      assertThat(failure.code()).isEqualTo("foreign-origin");
      assertThat(evil.requests()).isEmpty();
    }
  }

  @Test
  void whatWasCapturedCannotSendARequestElsewhere() {
    try (HttpTarget evil = HttpTarget.start()) {
      target.answer("/", Reply.json("{\"to\":\"" + evil.url("/take") + "\"}"));
      String capture = "- { get: /, capture: { to: { json: to } } }\n";

      assertThat(
              failure(
                      play(
                          "steps:\n"
                              + capture
                              + "- { get: \"{{to}}\", bearer: \"${secret:KEY}\" }"))
                  .code())
          .isEqualTo("foreign-origin");
      assertThat(evil.requests()).isEmpty();
    }
  }

  @Test
  void aSecretGoesWithNoRedirectToAnotherOrigin() {
    try (HttpTarget evil = HttpTarget.start()) {
      evil.answer("/take", Reply.ok("thanks"));
      target.answer(
          "/", Reply.redirect(evil.url("/take")).header("set-cookie", "sid=s3ssion-of-ours"));
      String yaml =
          "steps:\n- { get: /, redirects: follow, bearer: \"${secret:KEY}\","
              + " headers: { X-Key: \"${secret:KEY}\" } }";

      assertThat(play(yaml)).isInstanceOf(Observation.Seen.class);

      assertThat(evil.requests().getFirst().headers()).doesNotContainKeys("authorization", "x-key");
    }
  }

  @Test
  void aRedirectFromHttpsToHttpIsNotFollowed() {
    try (WebApp app = Play.app()) {
      app.answer("/down", Reply.redirect(target.url("/")));
      String yaml =
          "scenario: { url: \"https://localhost:${port}\", tls: { verify: false },"
              + " steps: [{ get: /down, redirects: follow }] }";

      Observation observation =
          Play.play(new TestContext(vertx, LIMIT), Play.settings(yaml, app.port()));

      assertThat(failure(observation).code()).isEqualTo("redirect-downgrade");
      assertThat(target.requests()).isEmpty();
    }
  }

  @Test
  void aBodyGoesWithNoRedirectToAnotherOrigin() {
    try (HttpTarget evil = HttpTarget.start()) {
      target.answer("/", Reply.status(307).header("location", evil.url("/take")));

      assertThat(
              failure(
                      play(
                          "steps: [{ post: /, redirects: follow, form: { a: \"${secret:KEY}\" }"
                              + " }]"))
                  .code())
          .isEqualTo("redirect-refused");
      assertThat(evil.requests()).isEmpty();
    }
  }

  @Test
  void aCapturedValueIsNoReferenceToASecretAndNoSecondHeader() {
    target.answer("/", Reply.json("{\"a\":\"${secret:KEY}\",\"b\":\"x\\r\\nEvil: 1\"}"));
    target.answer("/next", Reply.ok(""));
    String capture =
        "steps:\n- { get: /, capture: { a: { json: a, shown: true }, b: { json: b } } }\n";

    seen(play(capture + "- { get: /next, headers: { X-A: \"{{a}}\" } }"));

    assertThat(target.requests().getLast().headers()).containsEntry("x-a", "${secret:KEY}");
    assertThat(failure(play(capture + "- { get: /next, headers: { X-B: \"{{b}}\" } }")).code())
        .isEqualTo("unusable-value");
  }

  @Test
  void whatIsCapturedIsSaidToNobodyNotEvenItsBeginning() {
    String token = "0123456789abcdef".repeat(20);
    target.answer("/", Reply.json("{\"token\":\"" + token + "\"}"));
    TestContext context = new TestContext(vertx, LIMIT);

    Observation observation =
        play(
            context,
            target.port(),
            "steps:\n- { get: /, capture: { token: { json: token } } }\n"
                + "- { get: /, expect: ['json.token == \"x\"', 'vars.token == \"x\"'] }");

    assertThat(failure(observation).unmet()).hasSize(2);
    assertThat(observation.toString()).doesNotContain("01234567");
    assertThat(context.concealed()).contains(token);
  }
}
