package io.vigie.probe.database;

import static io.vigie.probe.Observed.failure;
import static io.vigie.probe.database.Servers.both;
import static io.vigie.probe.database.Servers.endlessly;
import static io.vigie.probe.database.Servers.greeting;
import static io.vigie.probe.database.Servers.message;
import static io.vigie.probe.database.Servers.saying;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.result.Outcome.Failure;
import io.vigie.probe.Observation;
import io.vigie.probe.line.Looking;
import io.vigie.testkit.target.Behaviour;
import io.vigie.testkit.target.RawTarget;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against servers that misbehave, byte by byte. */
class HostileDatabaseTest {

  private static final DatabaseProbe PROBE = new DatabaseProbe();
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final Duration PATIENT = Duration.ofSeconds(4);
  private static final byte[] READY = message('Z', new Bytes().u8('I'));
  private static final byte[] LET_IN = message('R', new Bytes().i32(0));

  private static Looking looking;

  @BeforeAll
  static void start() {
    looking = new Looking();
  }

  @AfterAll
  static void stop() {
    looking.close();
  }

  private static Observation look(Behaviour behaviour, String product, String more) {
    return look(behaviour, product, more, PATIENT);
  }

  private static Observation look(
      Behaviour behaviour, String product, String more, Duration timeout) {
    try (RawTarget target = RawTarget.start(behaviour)) {
      String yaml =
          "{product: %s, host: localhost, port: %d, user: me, password: pw, %s}"
              .formatted(product, target.port(), more);
      return looking.at(PROBE, yaml, timeout);
    }
  }

  private static Failure postgres(Behaviour behaviour, String more) {
    return failure(look(behaviour, "postgresql", more));
  }

  @ParameterizedTest
  @CsvSource({
    "postgresql, on, encrypt",
    "postgresql, off, login",
    "mysql, on, login",
    "mariadb, off, login"
  })
  void endsAtTheDeadlineWhereNothingIsSaid(String product, String tls, String phase) {
    long from = System.nanoTime();

    Failure failure = failure(look(Behaviour.silent(), product, "tls: " + tls, SHORT));

    assertThat(failure.code()).isEqualTo("timeout");
    assertThat(failure.phase()).isEqualTo(phase);
    assertThat(failure.summary()).containsPattern("timed out after \\d{2,3}ms");
    assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(SHORT.plusSeconds(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgresql", "mysql"})
  void endsAtTheDeadlineOnADrip(String product) {
    byte[] greeting =
        product.equals("mysql") ? greeting("8.0.36", 0, "x") : message('S', new Bytes());
    Behaviour drip =
        connection -> {
          for (int i = 0; connection.pause(Duration.ofMillis(30)); i++) {
            connection.socket().getOutputStream().write(greeting[i % greeting.length]);
          }
        };

    assertThat(failure(look(drip, product, "tls: off", SHORT)).code()).isEqualTo("timeout");
  }

  @ParameterizedTest
  @CsvSource({"postgresql, on", "postgresql, off", "mysql, on", "mysql, off"})
  void tellsAnotherProtocol(String product, String tls) {
    Behaviour mail =
        connection -> {
          connection.send("220 mail.example.com ESMTP ready, and nothing of yours\r\n\r\n");
          connection.readUntilClosed();
        };

    assertThat(failure(look(mail, product, "tls: " + tls)).code()).isEqualTo("protocol-error");
  }

  @ParameterizedTest
  @CsvSource({"postgresql, on", "postgresql, off", "mysql, on"})
  void tellsAConnectionThatIsClosedFromOneThatIsReset(String product, String tls) {
    Behaviour closing = connection -> connection.pause(Duration.ofMillis(20));
    Behaviour halfClosing =
        connection -> {
          connection.socket().shutdownOutput();
          connection.readUntilClosed();
        };
    Behaviour resetting =
        connection -> {
          connection.pause(Duration.ofMillis(20));
          connection.socket().setSoLinger(true, 0);
        };

    assertThat(failure(look(halfClosing, product, "tls: " + tls)).code())
        .isEqualTo("connection-closed");
    assertThat(failure(look(resetting, product, "tls: " + tls)).code())
        .isEqualTo("connection-reset");
    assertThat(failure(look(closing, product, "tls: " + tls)).code())
        .isIn("connection-closed", "connection-reset");
  }

  @Test
  void refusesMessagesWithoutEnd() {
    byte[] notice = message('N', new Bytes().text("x".repeat(10_000)));
    byte[] huge = new Bytes().u8('S').i32(0x7fffffff).toArray();

    Observation endless = look(endlessly(new byte[0], notice), "postgresql", "tls: off");
    assertThat(failure(endless).code()).isEqualTo("answer-limit");
    assertThat(postgres(saying(huge), "tls: off").code()).isEqualTo("protocol-error");
  }

  @Test
  void tellsWhatIsWrongWithTlsOfPostgres() {
    byte[] yes = {'S'};
    byte[] no = {'N'};
    byte[] injected = "S\0\0\0injected".getBytes(StandardCharsets.US_ASCII);

    assertThat(postgres(saying(no), "tls: on").code()).isEqualTo("tls-not-offered");
    assertThat(postgres(saying(injected), "tls: on").code()).isEqualTo("clear-text-injected");
    assertThat(
            postgres(saying(yes, "no TLS\r\n".getBytes(StandardCharsets.US_ASCII)), "tls: on")
                .code())
        .isEqualTo("tls-handshake");
    assertThat(postgres(saying(yes), "tls: on"))
        .returns("timeout", Failure::code)
        .returns("tls", Failure::phase);
  }

  @ParameterizedTest
  @CsvSource({
    "57P03, not-ready",
    "53300, too-many-connections",
    "3D000, database-missing",
    "28P01, login-refused",
    "XX000, server-error"
  })
  void namesErrorsOfTheLogin(String state, String code) {
    byte[] error =
        message(
            'E',
            new Bytes().u8('C').zeroEnded(state).u8('M').zeroEnded("because \u001b[31m").u8(0));

    assertThat(postgres(saying(error), "tls: off"))
        .returns(code, Failure::code)
        .satisfies(failure -> assertThat(failure.summary()).contains(state));
  }

  @Test
  void provesItselfOnlyInWaysItKnows() {
    byte[] kerberos = message('R', new Bytes().i32(7));
    byte[] channelBinding = message('R', new Bytes().i32(10).zeroEnded("SCRAM-SHA-256-PLUS").u8(0));
    byte[] nonsense = message('R', new Bytes().i32(11).text("r=x"));

    assertThat(postgres(saying(kerberos), "tls: off").code()).isEqualTo("login-unsupported");
    assertThat(postgres(saying(channelBinding), "tls: off").code()).isEqualTo("login-unsupported");
    assertThat(postgres(saying(nonsense), "tls: off").code()).isEqualTo("protocol-error");
  }

  @Test
  void believesNoServerThatDoesNotKnowThePassword() {
    byte[] sasl = message('R', new Bytes().i32(10).zeroEnded("SCRAM-SHA-256").u8(0));
    byte[] letIn = new Bytes().add(LET_IN).add(READY).toArray();
    byte[] forever = message('R', new Bytes().i32(11).text("r=x,s=QQ==,i=999999999"));

    assertThat(postgres(saying(sasl, letIn), "tls: off").code()).isEqualTo("login-not-proven");
    assertThat(postgres(saying(sasl, forever), "tls: off").code()).isEqualTo("protocol-error");
  }

  @Test
  void believesNoLengthOfARow() {
    byte[] in = new Bytes().add(LET_IN).add(READY).toArray();
    byte[] columns = message('T', new Bytes().i16(60_000));
    byte[] many = message('T', new Bytes().i16(1).zeroEnded("a").add(new byte[18]));
    byte[] row = message('D', new Bytes().i16(1).i32(0x7ffffff0).u8('x'));
    byte[] shifted = message('D', new Bytes().i16(9).i32(1).u8('x'));

    for (byte[] rows : new byte[][] {columns, both(many, row), both(many, shifted)}) {
      Behaviour server = saying(in, READY, READY, READY, READY, rows);
      assertThat(postgres(server, "tls: off, pings: 1, query: SELECT 1").code())
          .isEqualTo("protocol-error");
    }
  }

  @Test
  void takesNoCopyForAnAnswer() {
    byte[] in = both(LET_IN, READY);
    byte[] copy = message('H', new Bytes().u8(0).i16(0));
    Behaviour server = saying(in, READY, READY, READY, READY, copy);

    assertThat(postgres(server, "tls: off, pings: 1, query: SELECT 1").code())
        .isEqualTo("query-failed");
  }
}
