package io.vigie.probe.scenario;

import static io.vigie.probe.Observed.blind;
import static io.vigie.probe.Observed.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vigie.contract.result.Outcome.Failure;
import io.vigie.probe.Observation;
import io.vigie.probe.ProbeContext.TargetRefused;
import io.vigie.probe.TestContext;
import io.vigie.testkit.target.Behaviour;
import io.vigie.testkit.target.RawTarget;
import io.vigie.testkit.target.Received;
import io.vigie.testkit.target.Reply;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Targets that mean harm: each ends by the deadline, and gets nothing that is not its own. */
class HostileScenarioTest extends AgainstTarget {

  /** For those that never end by themselves. */
  private static final Duration LIMIT = Duration.ofSeconds(2);

  /** For those whose steps never end by themselves: a quarter of it is left for the clean-up. */
  private static final Duration WITH_CLEAN_UP = Duration.ofSeconds(10);

  static Stream<Behaviour> behaviours() {
    return Stream.of(
        Behaviour.silent(),
        Behaviour.drippingBody(Duration.ofMillis(50)),
        Behaviour.dripping("HTTP/1.1 200 OK\r\n", Duration.ofMillis(400)),
        Behaviour.endlessHeaders(),
        Behaviour.endlessContinue(),
        Behaviour.garbage(),
        Behaviour.resetting(),
        Behaviour.closingMidBody());
  }

  @ParameterizedTest
  @MethodSource("behaviours")
  void endsByTheDeadlineWhateverATargetDoes(Behaviour behaviour) {
    try (RawTarget raw = RawTarget.start(behaviour)) {
      Observation observation =
          play(new TestContext(vertx, LIMIT), raw.port(), "steps: [{ get: / }]");

      assertThat(failure(observation).summary()).startsWith("step 1 (GET /): ");
    }
  }

  @ParameterizedTest
  @MethodSource("behaviours")
  void playsTheCleanUpWhateverATargetDoesToTheSteps(Behaviour behaviour) {
    target.answer("/tidy", Reply.status(204));
    try (RawTarget raw = RawTarget.start(behaviour)) {
      String steps =
          "steps: [{ get: \"http://localhost:%d/\" }]\ncleanup: [{ delete: /tidy }]"
              .formatted(raw.port());

      Observation observation = play(new TestContext(vertx, WITH_CLEAN_UP), target.port(), steps);

      assertThat(failure(observation).phase()).isEqualTo("step-1");
      assertThat(target.requests()).extracting(Received::path).containsExactly("/tidy");
    }
  }

  @Test
  void redirectsWithoutEndAreFollowedTenTimes() {
    target.answer("/", Reply.redirect("/"));

    Failure failure = failure(play("steps: [{ get: /, redirects: follow }]"));

    assertThat(failure.code()).isEqualTo("too-many-redirects");
    assertThat(target.requests()).hasSize(11);
  }

  @Test
  void tenThousandCookiesAreNotKept() {
    Reply reply = Reply.ok("");
    for (int i = 0; i < 300; i++) {
      reply = reply.header("set-cookie", "c" + i + "=" + i);
    }
    target.answer("/", reply);
    StringBuilder raw = new StringBuilder("HTTP/1.1 200 OK\r\n");
    for (int i = 0; i < 10_000; i++) {
      raw.append("Set-Cookie: c").append(i).append("=1\r\n");
    }

    assertThat(play("steps: [{ get: /, expect: [jar.size() == 100] }]"))
        .isInstanceOf(Observation.Seen.class);
    try (RawTarget flood = RawTarget.start(Behaviour.saying(raw + "\r\n"))) {
      assertThat(
              failure(play(new TestContext(vertx, LIMIT), flood.port(), "steps: [{ get: / }]"))
                  .code())
          .isEqualTo("header-limit");
    }
  }

  @Test
  void aPageOfAMegabyteOfFormsIsReadUpToMaxBody() {
    target.answer("/", Reply.ok("<div>".repeat(200_000) + "<form id=f><input name=a>"));

    assertThat(failure(play("steps: [{ submit: { page: /, form: '#f' } }]")).code())
        .isEqualTo("form-missing");
  }

  @Test
  void aCleanUpStepOfWhatWasNeverMadeIsSkippedAndTheOthersArePlayed() {
    target.answer("/a", Reply.status(500)).answer("/b", Reply.ok("")).answer("/c", Reply.ok(""));
    String yaml =
        """
        steps: [{ get: /a, capture: { id: { json: id } } }, { get: /b }]
        cleanup: [{ delete: "/things/{{id}}" }, { get: /a }, { get: /c }]
        """;

    Observation observation = play(yaml);

    Failure failure = failure(observation);
    assertThat(failure.code()).isEqualTo("step-unmet");
    assertThat(failure.summary()).contains("step 1 (GET /a)", "the clean-up failed: clean-up 2");
    assertThat(target.requests()).extracting(Received::path).containsExactly("/a", "/a", "/c");
    assertThat(observation.evidence().facts().get("cleanup-1")).contains("skipped: {{id}}");
  }

  @Test
  void aSecretThatIsMissingHalfWayLeavesNothingBehind() {
    target.answer("/a", Reply.status(201)).answer("/tidy", Reply.ok(""));

    Observation observation =
        play(
            "steps: [{ post: /a }, { get: /a, bearer: \"${secret:ABSENT}\" }]\n"
                + "cleanup: [{ delete: /tidy }]");

    assertThat(blind(observation).code()).isEqualTo("secret-missing");
    assertThat(target.requests()).extracting(Received::path).containsExactly("/a", "/tidy");
  }

  @Test
  void aCleanUpThatCannotBeMadeIsAFailureNotBlindness() {
    target.answer("/a", Reply.ok(""));

    Failure failure =
        failure(
            play(
                "steps: [{ get: /a }]\n"
                    + "cleanup: [{ delete: /a, bearer: \"${secret:ABSENT}\" }]"));

    assertThat(failure.code()).isEqualTo("cleanup-failed");
    assertThat(failure.unmet()).hasSize(1);
  }

  @Test
  void aHostThatMayNotBeReachedIsNotAsked() {
    TestContext context =
        new TestContext(vertx, LIMIT)
            .name("meta", Future.failedFuture(new TargetRefused("meta: refused")));
    target.answer("/", Reply.redirect("http://meta/latest"));

    Observation observation =
        play(context, target.port(), "steps: [{ get: /, redirects: follow }]");

    assertThat(blind(observation).code()).isEqualTo("target-refused");
  }

  @Test
  void aStepIsNotRepeatedForEverAndTheTimeOfTheCleanUpIsKept() {
    target.answer("/", Reply.status(503)).answer("/tidy", Reply.ok(""));

    Failure failure =
        failure(
            play(
                new TestContext(vertx, WITH_CLEAN_UP),
                target.port(),
                "steps: [{ get: /, until: { within: 4m, every: 100ms } }]\n"
                    + "cleanup: [{ delete: /tidy }]"));

    assertThat(failure.code()).isEqualTo("timeout");
    assertThat(failure.summary()).contains("the rest is kept for the clean-up");
    assertThat(target.requests()).last().extracting(Received::path).isEqualTo("/tidy");
  }

  @Test
  void aPauseThatDoesNotFitIsNotBegun() {
    TestContext hurried = new TestContext(vertx, LIMIT);

    assertThat(failure(play(hurried, target.port(), "steps: [{ pause: 3m }]")).code())
        .isEqualTo("timeout");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "json: a.b",
        "header: x-absent",
        "cookie: sid",
        "css: 'input[name=csrf]'",
        "css: p, attribute: id",
        "regex: 'id=([0-9]+)'",
        "header: x-there, regex: 'z+'"
      })
  void whatIsNotThereIsNotCaptured(String from) {
    target.answer("/", Reply.ok("<p>{}").header("x-there", "abc"));

    Failure failure = failure(play("steps: [{ get: /, capture: { it: { " + from + " } } }]"));

    assertThat(failure.code()).isEqualTo("capture-failed");
    assertThat(failure.summary()).startsWith("step 1 (GET /): capture it: ");
  }

  @Test
  void aTokenThatIsNoneIsSaidToBeNone() {
    target.answer("/", Reply.json("{\"t\":\"a.b.c\",\"k\":\"no key\"}"));
    String capture = "steps:\n- { get: /, capture: { t: { json: t }, k: { json: k } } }\n";

    assertThat(failure(play(capture + "- { jwt: \"{{t}}\" }")).code()).isEqualTo("token-malformed");
    assertThat(failure(play(capture + "- { jwt: { of: \"{{t}}\", publicKey: \"{{k}}\" } }")).code())
        .isEqualTo("token-malformed");
  }

  @Test
  void whatRefusesEveryTokenProvesNothing() {
    String genuine = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl";
    target.answer("/t", Reply.json("{\"t\":\"" + genuine + "\"}"));
    target.answer("/me", Reply.status(401));
    String steps =
        "steps:\n- { get: /t, capture: { t: { json: t } } }\n"
            + "- { get: /me, bearer: \"{{t}}\", forge: none }";

    assertThat(failure(play(steps)).code()).isEqualTo("genuine-token-refused");
  }

  @Test
  void aTokenThatAnotherKeyHasSignedIsNotVerified() {
    String genuine = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl";
    target.answer("/t", Reply.json("{\"t\":\"" + genuine + "\"}"));
    String key =
        "{\\\"kty\\\":\\\"RSA\\\",\\\"n\\\":\\\"%s\\\",\\\"e\\\":\\\"AQAB\\\"}"
            .formatted(
                "sXchDaQebHnPiGvyDOAT4saGEUetSyo9MKLOoWFsueri23bOdgWp4Dy1Wl"
                    + "UzewbgBHod5pcM9H95GQRV3JDXboIRROSBigeC5yjU1hGzHHyXss8UDpre");
    String steps =
        "steps:\n- { get: /t, capture: { t: { json: t } } }\n"
            + "- { jwt: { of: \"{{t}}\", publicKey: \""
            + key
            + "\" } }";

    assertThat(failure(play(steps)).code()).isEqualTo("token-unverified");
  }
}
