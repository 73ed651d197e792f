package io.vigie.probe.database;

import static io.vigie.probe.Observed.assertMet;
import static io.vigie.probe.Observed.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.result.Outcome.Failure;
import io.vigie.probe.Observation;
import io.vigie.probe.line.Looking;
import io.vigie.testkit.target.Behaviour;
import io.vigie.testkit.target.RawTarget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
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

  private static byte[] message(char type, Bytes content) {
    byte[] bytes = content.toArray();
    return new Bytes().u8(type).i32(bytes.length + 4).add(bytes).toArray();
  }

  private static byte[] packet(Bytes content) {
    byte[] bytes = content.toArray();
    return new Bytes().little(bytes.length, 3).u8(0).add(bytes).toArray();
  }

  /** Says the next part each time it was asked something; then nothing more. */
  private static Behaviour saying(byte[]... parts) {
    return connection -> {
      byte[] asked = new byte[4096];
      for (byte[] part : parts) {
        if (connection.socket().getInputStream().read(asked) < 0) {
          return;
        }
        connection.socket().getOutputStream().write(part);
      }
      connection.readUntilClosed();
    };
  }

  /** The same, where the server begins. */
  private static Behaviour beginning(byte[] first, byte[]... parts) {
    return connection -> {
      connection.socket().getOutputStream().write(first);
      saying(parts).serve(connection);
    };
  }

  private static Behaviour endlessly(byte[] first, byte[] then) {
    return connection -> {
      connection.socket().getOutputStream().write(first);
      while (connection.closing().getCount() > 0) {
        connection.socket().getOutputStream().write(then);
      }
    };
  }

  private static Observation look(Behaviour behaviour, String product, String more) {
    try (RawTarget target = RawTarget.start(behaviour)) {
      String yaml =
          "{product: %s, host: localhost, port: %d, user: me, password: pw, %s}"
              .formatted(product, target.port(), more);
      return looking.at(PROBE, yaml, SHORT);
    }
  }

  private static Failure postgres(Behaviour behaviour, String more) {
    return failure(look(behaviour, "postgresql", more));
  }

  private static Failure mysql(Behaviour behaviour, String more) {
    return failure(look(behaviour, "mysql", more));
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

    Failure failure = failure(look(Behaviour.silent(), product, "tls: " + tls));

    assertThat(failure.code()).isEqualTo("timeout");
    assertThat(failure.phase()).isEqualTo(phase);
    assertThat(failure.summary()).contains("timed out after 500ms");
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

    assertThat(failure(look(drip, product, "tls: off")).code()).isEqualTo("timeout");
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

    assertThat(postgres(endlessly(new byte[0], notice), "tls: off").code())
        .isEqualTo("answer-limit");
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

  private static byte[] both(byte[] first, byte[] second) {
    return new Bytes().add(first).add(second).toArray();
  }

  @Test
  void takesNoCopyForAnAnswer() {
    byte[] in = both(LET_IN, READY);
    byte[] copy = message('H', new Bytes().u8(0).i16(0));
    Behaviour server = saying(in, READY, READY, READY, READY, copy);

    assertThat(postgres(server, "tls: off, pings: 1, query: SELECT 1").code())
        .isEqualTo("query-failed");
  }

  private static byte[] greeting(String version, int flags, String plugin) {
    return packet(
        new Bytes()
            .u8(10)
            .zeroEnded(version)
            .i32(1)
            .text("12345678")
            .u8(0)
            .little(flags & 0xffff, 2)
            .u8(45)
            .little(2, 2)
            .little(flags >>> 16, 2)
            .u8(21)
            .add(new byte[10])
            .text("123456789012")
            .u8(0)
            .zeroEnded(plugin));
  }

  private static byte[] error(int number, String state) {
    return packet(new Bytes().u8(0xff).little(number, 2).text("#" + state).text("because"));
  }

  private static final byte[] OK = packet(new Bytes().add(new byte[7]));
  private static final byte[] END = packet(new Bytes().u8(0xfe).add(new byte[4]));

  private static byte[] oneColumn(int type, String... values) {
    Bytes column = new Bytes();
    for (String name : new String[] {"def", "", "", "", "a", ""}) {
      column.u8(name.length()).text(name);
    }
    column.u8(12).little(45, 2).little(10, 4).u8(type).little(0, 2).u8(0).little(0, 2);
    Bytes answer = new Bytes().add(packet(new Bytes().u8(1))).add(packet(column)).add(END);
    Arrays.stream(values)
        .forEach(value -> answer.add(packet(new Bytes().u8(value.length()).text(value))));
    return answer.add(END).toArray();
  }

  @ParameterizedTest
  @CsvSource({
    "1040, 08004, too-many-connections", "1130, HY000, login-refused", "3159, HY000, login-refused",
    "1049, 42000, database-missing", "1045, 28000, login-refused", "1105, HY000, server-error"
  })
  void namesErrorsOfMySql(int number, String state, String code) {
    assertThat(mysql(beginning(error(number, state)), "tls: off"))
        .returns(code, Failure::code)
        .satisfies(failure -> assertThat(failure.summary()).contains("(" + number + ")"));
  }

  @Test
  void tellsWhatIsWrongWithTlsOfMySql() {
    byte[] without = greeting("8.0.36", 0, "mysql_native_password");
    byte[] with = greeting("8.0.36", 0x800, "mysql_native_password");
    byte[] garbage = "no TLS at all\r\n".getBytes(StandardCharsets.US_ASCII);

    assertThat(mysql(beginning(without), "tls: on").code()).isEqualTo("tls-not-offered");
    assertThat(mysql(beginning(both(with, OK)), "tls: on").code()).isEqualTo("clear-text-injected");
    assertThat(mysql(beginning(with, garbage), "tls: on").code()).isEqualTo("tls-handshake");
  }

  @Test
  void givesNoPasswordInClearAway() throws IOException {
    byte[] hello = greeting("8.0.36", 0, "mysql_native_password");
    byte[] clear = packet(new Bytes().u8(0xfe).zeroEnded("mysql_clear_password"));
    byte[] dialog = packet(new Bytes().u8(0xfe).zeroEnded("dialog\u001b[2J"));
    byte[] before41 = packet(new Bytes().u8(0xfe));

    assertThat(mysql(beginning(hello, clear), "tls: off").code()).isEqualTo("login-in-clear");
    assertThat(mysql(beginning(hello, before41), "tls: off").code()).isEqualTo("login-unsupported");
    assertThat(mysql(beginning(hello, dialog), "tls: off"))
        .returns("login-unsupported", Failure::code)
        .satisfies(failure -> assertThat(failure.summary()).doesNotContain("\u001b"));
  }

  @Test
  void takesNoKeyThatIsNone() {
    byte[] hello = greeting("8.0.36", 0, "caching_sha2_password");
    byte[] full = packet(new Bytes().u8(1).u8(4));
    byte[] key = packet(new Bytes().u8(1).text("-----BEGIN PUBLIC KEY-----\nAAAA\n"));
    byte[] unsalted = packet(new Bytes().u8(0xfe).zeroEnded("caching_sha2_password"));

    assertThat(mysql(beginning(hello, full, key), "tls: off").code()).isEqualTo("protocol-error");
    assertThat(mysql(beginning(hello, unsalted), "tls: off").code()).isEqualTo("protocol-error");
  }

  @Test
  void sealsThePasswordWithTheKeyOfTheServer() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair keys = generator.generateKeyPair();
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(keys.getPublic().getEncoded())
            + "\n-----END PUBLIC KEY-----\n";
    byte[] salt = "12345678123456789012".getBytes(StandardCharsets.US_ASCII);

    byte[] sealed = Digests.mysqlRsa("pw", salt, pem);

    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
    cipher.init(Cipher.DECRYPT_MODE, keys.getPrivate());
    assertThat(cipher.doFinal(sealed)).containsExactly('p' ^ '1', 'w' ^ '2', '3');
  }

  @Test
  void givesNoFileAway() {
    byte[] hello = greeting("8.0.36", 0, "caching_sha2_password");
    byte[] fast = both(packet(new Bytes().u8(1).u8(3)), OK);
    byte[] file = packet(new Bytes().u8(0xfb).text("/etc/passwd"));

    assertThat(mysql(beginning(hello, fast, file), "tls: off"))
        .returns("protocol-error", Failure::code)
        .satisfies(failure -> assertThat(failure.summary()).contains("asks for a file"));
  }

  @Test
  void speaksWithMySql() {
    byte[] hello = greeting("8.0.36", 0, "mysql_native_password");
    Behaviour server =
        beginning(hello, OK, OK, OK, OK, oneColumn(8, "1"), oneColumn(7, "2026-01-02 03:04:05"));

    assertMet(
        PROBE,
        look(server, "mysql", "tls: off, pings: 1, query: SELECT 1"),
        "server.product == 'mysql' && server.versionNumber == 80036",
        "value == timestamp('2026-01-02T03:04:05Z') && columns == ['a']");
  }

  @Test
  void readsOnlySoManyRowsOfMySql() {
    byte[] hello = greeting("5.5.5-10.11.6-MariaDB", 0, "mysql_native_password");
    Behaviour server =
        beginning(hello, OK, OK, OK, OK, oneColumn(8, "1"), oneColumn(253, "a", "b", "c"));

    assertMet(
        PROBE,
        look(server, "mariadb", "tls: off, pings: 1, maxRows: 2, query: SELECT 1"),
        "server.product == 'mariadb' && server.versionNumber == 101106",
        "truncated && rowCount == 2 && rows[1].a == 'b'");
  }

  @Test
  void believesNoLengthOfAPacket() {
    byte[] hello = greeting("8.0.36", 0, "mysql_native_password");
    byte[] columns = packet(new Bytes().u8(0xfe).add(new byte[] {-1, -1, -1, -1, -1, -1, -1, 127}));
    byte[] empty = {0, 0, 0, 0};
    byte[] huge = {-1, -1, -1, 0};

    for (byte[] answer : new byte[][] {both(columns, END), empty, huge}) {
      assertThat(mysql(beginning(hello, OK, answer), "tls: off").code())
          .isIn("protocol-error", "timeout");
    }
  }
}
