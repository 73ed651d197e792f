package io.vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VigieCommandTest {

  @Test
  void asksForAVerbWhereNoneIsGiven() {
    var call = Invocation.of();

    assertThat(call.exitCode()).isEqualTo(2);
    assertThat(call.out()).isEmpty();
    assertThat(call.err()).contains("a verb is required").contains("Usage: vigie");
  }

  @Test
  void namesTheNearestVerbForAMistypedOne() {
    var call = Invocation.of("lnt");

    assertThat(call.exitCode()).isEqualTo(2);
    assertThat(call.out()).isEmpty();
    assertThat(call.err()).contains("lnt").contains("lint");
  }

  @Test
  void refusesAnOptionThatIsUnknown() {
    var call = Invocation.of("up", "--prot", "8080");

    assertThat(call.exitCode()).isEqualTo(2);
    assertThat(call.err()).contains("--prot").contains("--port");
  }

  @Test
  void refusesAPortThatIsNoNumber() {
    var call = Invocation.of("up", "--port", "http");

    assertThat(call.exitCode()).isEqualTo(2);
    assertThat(call.err()).contains("--port").contains("http");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "up",
        "services",
        "backbone",
        "run",
        "init",
        "lint",
        "schema",
        "attest",
        "check-now",
        "deployed",
        "version"
      })
  void explainsEachVerbAsData(String verb) {
    var call = Invocation.of(verb, "--help");

    assertThat(call.exitCode()).isZero();
    assertThat(call.out()).startsWith("Usage: vigie " + verb);
    assertThat(call.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"break", "mend"})
  void explainsAlsoTheVerbsBelowAVerb(String verb) {
    var call = Invocation.of("demo", verb, "--help");

    assertThat(call.exitCode()).isZero();
    assertThat(call.out()).startsWith("Usage: vigie demo " + verb);
    assertThat(call.err()).isEmpty();
  }

  @Test
  void printsTheVersionAsData() {
    var call = Invocation.of("version");

    assertThat(call.exitCode()).isZero();
    assertThat(call.out()).matches("vigie \\d+\\.\\d+\\.\\d+\\S* \\(Java 25.*\\)\\R");
    assertThat(call.err()).isEmpty();
  }

  @Test
  void usesNoColourWhereNoneIsAllowed() {
    assertThat(Invocation.of("--help").out()).doesNotContain("\u001B");
    assertThat(Invocation.painted(true, "--help").out()).contains("\u001B");
  }
}
