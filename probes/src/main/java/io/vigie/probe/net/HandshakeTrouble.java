package io.vigie.probe.net;

import io.netty.handler.ssl.NotSslRecordException;
import io.vigie.probe.net.Trouble.Broken;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/** Why there is no agreement on TLS. */
public final class HandshakeTrouble {

  /** What BoringSSL and the JDK say of an alert that the server sent. */
  private static final Pattern ALERT =
      Pattern.compile(
          "(?i)(?:_ALERT_|fatal alert: )(certificate_required|bad_certificate"
              + "|unsupported_certificate|certificate_revoked|certificate_expired"
              + "|certificate_unknown|unknown_ca|access_denied)");

  private static final String CLIENT_REFUSED = "tls-client-certificate-refused";
  private static final String DEMANDS = "the server demands a certificate of the client, ";
  private static final String SHOWN_NONE = "was shown none";

  private HandshakeTrouble() {}

  /**
   * The trouble that a handshake ended with, where a {@link ServerTrust} judged the server.
   *
   * @param asked what the server was shown, where it asked for a certificate
   */
  static Broken of(Throwable cause, Instant now, Optional<ClientIdentity.Asked> asked) {
    return Stream.iterate(cause, Objects::nonNull, Throwable::getCause)
        .filter(Distrusted.class::isInstance)
        .map(Distrusted.class::cast)
        .findFirst()
        .map(distrusted -> of(distrusted, now))
        .orElseGet(() -> asked.map(shown -> brokenOff(cause, shown)).orElseGet(() -> of(cause)));
  }

  /** With TLS 1.2 the alert says little, and is lost where the connection is reset behind it. */
  private static Broken brokenOff(Throwable cause, ClientIdentity.Asked shown) {
    Broken trouble = of(cause);
    String why = " (" + trouble.getMessage() + ")";
    return switch (shown) {
      case SHOWN_NONE -> new Broken(CLIENT_REFUSED, DEMANDS + SHOWN_NONE);
      case SHOWN_NONE_THAT_FITS ->
          new Broken(CLIENT_REFUSED, DEMANDS + "accepts none by whom ours is signed");
      case SHOWN ->
          trouble.code().equals(CLIENT_REFUSED)
              ? trouble
              : new Broken(
                  CLIENT_REFUSED, "the server broke off after it was shown a certificate" + why);
    };
  }

  private static Broken of(Distrusted distrusted, Instant now) {
    X509Certificate leaf = distrusted.certificate();
    return new Broken(
        distrusted.code(),
        distrusted.getMessage(),
        Map.of(
            "certificate.subject", leaf.getSubjectX500Principal().getName(),
            "certificate.issuer", leaf.getIssuerX500Principal().getName(),
            "certificate.notAfter", leaf.getNotAfter().toInstant().toString(),
            "certificate.daysLeft", String.valueOf(Certificates.daysLeft(leaf, now))));
  }

  /**
   * What a server says of our certificate: a handshake of TLS 1.3 is over for us before the server
   * has judged it. Nothing where the trouble is another.
   */
  public static Optional<Broken> refusedClient(Throwable cause) {
    return Stream.iterate(cause, Objects::nonNull, Throwable::getCause)
        .filter(SSLException.class::isInstance)
        .map(error -> ALERT.matcher(Objects.requireNonNullElse(error.getMessage(), "")))
        .filter(Matcher::find)
        .map(found -> found.group(1).toLowerCase(Locale.ROOT))
        .map(HandshakeTrouble::refusedClient)
        .findFirst();
  }

  private static Broken refusedClient(String alert) {
    return new Broken(
        CLIENT_REFUSED,
        alert.equals("certificate_required")
            ? DEMANDS + SHOWN_NONE
            : "the server refuses the certificate of the client: " + alert.replace('_', ' '));
  }

  /** The trouble that a handshake ended with where any certificate is taken. */
  public static Broken of(Throwable cause, SSLEngine engine) {
    return ClientIdentity.askedBy(engine)
        .map(shown -> brokenOff(cause, shown))
        .orElseGet(() -> of(cause));
  }

  /** The trouble that a handshake ended with, but for certificates. */
  private static Broken of(Throwable cause) {
    return refusedClient(cause).orElseGet(() -> other(cause));
  }

  private static Broken other(Throwable cause) {
    String reason = Objects.requireNonNullElse(cause.getMessage(), "");
    return switch (cause) {
      case NotSslRecordException _ -> new Broken("tls-handshake", "the server does not speak TLS");
      case SSLException _ ->
          new Broken(
              "tls-handshake", "TLS handshake failed: " + reason.lines().findFirst().orElse(""));
      case IOException _ when reason.toLowerCase(Locale.ROOT).contains("reset") ->
          new Broken("connection-reset", "connection reset during the TLS handshake");
      default -> new Broken("tls-handshake", "connection closed during the TLS handshake");
    };
  }
}
