package io.vigie.probe.line;

import static io.vigie.probe.Observed.blind;
import static io.vigie.probe.Observed.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.probe.Observation;
import io.vigie.probe.ProbeKind;
import io.vigie.probe.database.DatabaseProbe;
import io.vigie.probe.imap.ImapProbe;
import io.vigie.probe.redis.RedisProbe;
import io.vigie.probe.smtp.SmtpProbe;
import io.vigie.testkit.target.Behaviour;
import io.vigie.testkit.target.RawTarget;
import io.vigie.testkit.tls.TestAuthority;
import io.vigie.testkit.tls.TlsIdentity;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind that holds conversations names each defect of a certificate. */
class CertificateDefectTest {

  private static final InstantSource CLOCK = InstantSource.system();
  private static final TestAuthority AUTHORITY = TestAuthority.create(CLOCK);

  /** What a server shows, and what must be said of it. */
  record Defect(String code, TlsIdentity identity) {}

  private static final List<Defect> DEFECTS =
      List.of(
          new Defect("tls-expired", AUTHORITY.issueExpired("localhost")),
          new Defect("tls-not-yet-valid", AUTHORITY.issueNotYetValid("localhost")),
          new Defect("tls-wrong-host", AUTHORITY.issue("elsewhere.example")),
          new Defect("tls-self-signed", TestAuthority.selfSigned(CLOCK, "localhost")),
          new Defect("tls-untrusted", TestAuthority.create(CLOCK).issue("localhost")));

  private static Looking looking;

  @BeforeAll
  static void start() {
    looking = new Looking();
  }

  @AfterAll
  static void stop() {
    looking.close();
  }

  static Stream<Arguments> everyDefectInEveryKind() {
    TlsContexts trusting = new TlsContexts(AUTHORITY.trustStore());
    return DEFECTS.stream()
        .flatMap(
            defect ->
                Stream.of(
                    Arguments.of(new RedisProbe(trusting), defect, "tls: on"),
                    Arguments.of(new ImapProbe(trusting), defect, "tls: implicit"),
                    Arguments.of(new SmtpProbe(trusting), defect, "tls: implicit"),
                    Arguments.of(
                        new DatabaseProbe(trusting),
                        defect,
                        "tls: on, product: postgresql, user: me")));
  }

  @ParameterizedTest
  @MethodSource("everyDefectInEveryKind")
  void isNamed(ProbeKind<?> kind, Defect defect, String settings) {
    boolean asksFirst = kind instanceof DatabaseProbe;
    try (RawTarget server = RawTarget.start(showing(defect.identity(), asksFirst))) {
      assertThat(failure(look(kind, server.port(), settings)).code()).isEqualTo(defect.code());
    }
  }

  /** Each kind with the settings that name an authority, as a checklist does. */
  static Stream<Arguments> kindsWithAnAuthority() {
    String ca = "ca: '${secret:CA}'";
    return Stream.of(
        Arguments.of(new RedisProbe(), "tls: {" + ca + "}"),
        Arguments.of(new ImapProbe(), "tls: {mode: implicit, " + ca + "}"),
        Arguments.of(new SmtpProbe(), "tls: {mode: implicit, " + ca + "}"),
        Arguments.of(new DatabaseProbe(), "tls: {" + ca + "}, product: postgresql, user: me"));
  }

  @ParameterizedTest
  @MethodSource("kindsWithAnAuthority")
  void trustsTheAuthorityOfItsSettingsAndNoOther(ProbeKind<?> kind, String settings) {
    TestAuthority other = TestAuthority.create(CLOCK);
    Behaviour good = showing(AUTHORITY.issue("localhost"), kind instanceof DatabaseProbe);
    try (RawTarget server = RawTarget.start(good)) {
      String all = "{host: localhost, port: " + server.port() + ", " + settings + "}";

      assertThat(failure(looking.at(kind, all, Map.of("CA", AUTHORITY.pem()))).phase())
          .isNotEqualTo("tls");
      assertThat(failure(looking.at(kind, all, Map.of("CA", other.pem()))).code())
          .isEqualTo("tls-untrusted");
      assertThat(blind(looking.at(kind, all, Map.of("CA", "c4nary"))).code())
          .isEqualTo("secret-malformed");
    }
  }

  private static <S extends Record> Observation look(ProbeKind<S> kind, int port, String more) {
    return looking.at(kind, "{host: localhost, port: " + port + ", " + more + "}");
  }

  private static Behaviour showing(TlsIdentity identity, boolean asksFirst) {
    return connection -> {
      if (asksFirst) {
        agree(connection);
      }
      SSLSocket secure = secure(connection.socket(), identity);
      secure.startHandshake();
      secure.getOutputStream().write("no\r\n".getBytes(StandardCharsets.US_ASCII));
    };
  }

  /** As PostgreSQL does when it is asked for TLS. */
  private static void agree(Behaviour.Connection connection) throws IOException {
    connection.socket().getInputStream().readNBytes(8);
    connection.send("S");
  }

  private static SSLSocket secure(Socket socket, TlsIdentity identity) throws IOException {
    SSLSocket secure =
        (SSLSocket)
            identity
                .sslContext()
                .getSocketFactory()
                .createSocket(socket, null, socket.getPort(), true);
    secure.setUseClientMode(false);
    return secure;
  }
}
