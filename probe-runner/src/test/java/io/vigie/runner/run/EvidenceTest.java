package io.vigie.runner.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vigie.contract.result.Evidence;
import io.vigie.contract.result.Evidence.Phase;
import io.vigie.contract.result.Outcome.Failed;
import io.vigie.contract.result.Outcome.Failure;
import io.vigie.contract.result.Outcome.Unmet;
import io.vigie.contract.result.Result;
import io.vigie.contract.wire.MessageType;
import io.vigie.contract.wire.WireCodec;
import io.vigie.probe.Observation;
import io.vigie.runner.secret.Redactor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceTest {

  private static final String SECRET = "k3y-of-\"the\"/house+";

  @TempDir Path folder;

  @Test
  void letsNoSecretOutHoweverTheTargetEchoesIt() throws Exception {
    Files.writeString(folder.resolve("KEY"), SECRET + "\n");
    FakeKind leaking =
        new FakeKind(
            (settings, context) -> {
              String revealed = context.reveal(settings.text());
              String basic =
                  Base64.getEncoder()
                      .encodeToString(("u:" + revealed).getBytes(StandardCharsets.UTF_8));
              Evidence leak =
                  new Evidence(
                      Map.of("echo", revealed, "auth", basic, "fact " + revealed, "x"),
                      Map.of("number " + revealed, 1.0),
                      List.of(new Phase("phase " + revealed, Duration.ZERO)),
                      Optional.of("…" + revealed + " " + revealed.substring(0, 12)),
                      false);
              Failure failure =
                  new Failure(
                      "code",
                      "phase",
                      "refused " + revealed,
                      List.of(new Unmet("text == \"" + revealed + "\"", "found " + revealed)));
              return Future.succeededFuture(new Observation.Failed(failure, leak));
            });
    List<Trace.Event> traced = new ArrayList<>();
    try (RunnerFixture fixture =
        new RunnerFixture(leaking, 1, Optional.of(folder), _ -> null)
            .setting("text", "${secret:KEY}")) {
      Result result = RunnerFixture.ended(fixture.runner.run(fixture.job(), traced::add));

      assertThat(result.outcome()).isInstanceOf(Failed.class);
      String sent =
          new WireCodec("/test").write(MessageType.RESULT, result, fixture.clock.instant()).json();
      for (String trail : List.of(sent, result.toString(), traced.toString())) {
        assertThat(trail)
            .contains("***")
            .doesNotContain(SECRET, "k3y-of", "azN5LW9m", "k3y%2Dof", "OmszeS1vZi");
      }
    }
  }

  @Test
  void letsNothingOutThatARunConcealed() {
    FakeKind kind =
        new FakeKind(
            (settings, context) -> {
              context.conceal("s3ssion-of-today");
              context.conceal("");
              Evidence leak =
                  new Evidence(
                      Map.of("cookie", "sid=s3ssion-of-today"),
                      Map.of(),
                      List.of(),
                      Optional.empty(),
                      false);
              return Future.succeededFuture(FakeKind.seen(42, leak));
            });
    try (RunnerFixture fixture = RunnerFixture.of(kind)) {
      assertThat(fixture.run().evidence().facts()).containsEntry("cookie", "sid=***");
    }
  }

  @Test
  void isBlindWhenASecretIsMissingAndNamesIt() {
    FakeKind kind =
        new FakeKind(
            (settings, context) -> {
              context.reveal(settings.text());
              return Future.succeededFuture(FakeKind.seen(42, Evidence.NONE));
            });
    try (RunnerFixture fixture = RunnerFixture.of(kind).setting("text", "${secret:ABSENT_HERE}")) {
      assertThat(fixture.run().outcome().toString())
          .contains("secret-missing", "secret ABSENT_HERE is missing");
    }
  }

  @Test
  void boundsEvidenceWhateverTheTargetSent() {
    Map<String, String> facts = new HashMap<>();
    Map<String, Double> numbers = new HashMap<>();
    List<Phase> phases = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      facts.put("header " + i + "\"".repeat(200), "é\"\n\u0001".repeat(3_000));
      numbers.put("number " + i, i / 3.0);
      phases.add(new Phase("phase " + i, Duration.ofNanos(i)));
    }
    numbers.put("a number that is none", Double.NaN);
    Evidence flood =
        new Evidence(facts, numbers, phases, Optional.of("€\"".repeat(1 << 20)), false);

    Evidence bounded = new EvidenceBounds(Redactor.of(List.of())).applyTo(flood);

    assertThat(json(bounded).getBytes(StandardCharsets.UTF_8).length)
        .isLessThanOrEqualTo(EvidenceBounds.TOTAL);
    assertThat(bounded.excerpt().orElseThrow().getBytes(StandardCharsets.UTF_8).length)
        .isBetween(1_000, EvidenceBounds.EXCERPT);
    assertThat(bounded.truncated()).isTrue();
  }

  @Test
  void keepsSmallEvidenceAsItIs() {
    Evidence small =
        new Evidence(
            Map.of("status", "200", "server", "nginx"),
            Map.of("days", 12.5),
            List.of(new Phase("connect", Duration.ofMillis(3))),
            Optional.of("{\n\t\"ok\": true}"),
            false);

    assertThat(new EvidenceBounds(Redactor.of(List.of())).applyTo(small)).isEqualTo(small);
  }

  @Test
  void takesOutWhatWouldHarmATerminalOrADatabase() {
    String hostile = "a\u0000b\u001b[31mc\u202Ed\ud83d\ude00\ud83de\r\nf";

    assertThat(BoundedText.withoutControls(hostile))
        .isEqualTo("a\uFFFDb\uFFFD[31mc\uFFFDd\ud83d\ude00\uFFFDe\nf");
  }

  @Test
  void neverCutsACharacterInHalf() {
    assertThat(BoundedText.start("ab\ud83d\ude00", 6)).isEqualTo("ab");
    assertThat(BoundedText.start("ab\ud83d\ude00", 8)).isEqualTo("ab\ud83d\ude00");
  }

  private static String json(Evidence evidence) {
    try {
      return WireCodec.newMapper().writeValueAsString(evidence);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
