package io.vigie.probe.redis;

import static io.vigie.probe.Observed.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.result.Outcome.Failure;
import io.vigie.probe.line.Hostile;
import io.vigie.probe.line.Looking;
import io.vigie.testkit.target.Behaviour;
import io.vigie.testkit.target.RawTarget;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Against servers that misbehave. */
class HostileRedisTest {

  private static final RedisProbe PROBE = new RedisProbe();
  private static final Duration SHORT = Duration.ofMillis(500);

  private static Looking looking;

  @BeforeAll
  static void start() {
    looking = new Looking();
  }

  @AfterAll
  static void stop() {
    looking.close();
  }

  private static Failure look(Behaviour behaviour, String more) {
    try (RawTarget target = RawTarget.start(behaviour)) {
      String yaml = "{host: localhost, port: " + target.port() + ", " + more + "}";
      return failure(looking.at(PROBE, yaml, SHORT));
    }
  }

  @ParameterizedTest
  @EnumSource(Hostile.class)
  void survivesWhateverAServerDoes(Hostile hostile) {
    long from = System.nanoTime();

    assertThat(look(hostile.behaviour(), "tls: off").code()).isIn(hostile.codes());
    assertThat(look(hostile.behaviour(), "tls: on").code()).isIn(hostile.codesInTls());

    assertThat(Duration.ofNanos(System.nanoTime() - from))
        .isLessThan(SHORT.plusSeconds(1).multipliedBy(2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP/1.1 400 Bad Request | protocol-error",
        "$-2 | answer-limit",
        "$99999999999 | answer-limit",
        "$many | protocol-error",
        "*3 | protocol-error",
        "+NOTPONG | protocol-error",
        "-LOADING Redis is loading the dataset in memory | not-ready",
        "-MASTERDOWN Link with MASTER is down | not-ready",
      })
  void namesWhatIsWrongWithAnAnswer(String answer, String code) {
    assertThat(look(Hostile.saying(answer + "\r\n"), "tls: off").code()).isEqualTo(code);
  }

  @Test
  void believesNoLength() {
    assertThat(look(Hostile.saying("$3\r\nPONG\r\n"), "tls: off").code())
        .isEqualTo("protocol-error");
  }

  @Test
  void namesAnAnswerToTheLoginThatItDoesNotKnow() {
    Behaviour server = Hostile.saying("-NOAUTH x\r\n", "-SOMETHING else\r\n");

    assertThat(look(server, "tls: off, password: pw").code()).isEqualTo("server-error");
  }
}
