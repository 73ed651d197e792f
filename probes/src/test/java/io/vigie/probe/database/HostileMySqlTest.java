package io.vigie.probe.database;

import static io.vigie.probe.Observed.assertMet;
import static io.vigie.probe.Observed.failure;
import static io.vigie.probe.database.Servers.beginning;
import static io.vigie.probe.database.Servers.both;
import static io.vigie.probe.database.Servers.greeting;
import static io.vigie.probe.database.Servers.packet;
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

/** Servers that say to be MySQL and lie. */
class HostileMySqlTest {

  private static final DatabaseProbe PROBE = new DatabaseProbe();
  private static final Duration PATIENT = Duration.ofSeconds(4);

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
    try (RawTarget target = RawTarget.start(behaviour)) {
      String yaml =
          "{product: %s, host: localhost, port: %d, user: me, password: pw, %s}"
              .formatted(product, target.port(), more);
      return looking.at(PROBE, yaml, PATIENT);
    }
  }

  private static Failure mysql(Behaviour behaviour, String more) {
    return failure(look(behaviour, "mysql", more));
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
