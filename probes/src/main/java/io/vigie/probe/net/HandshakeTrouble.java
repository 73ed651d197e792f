package io.vigie.probe.net;

import io.netty.handler.ssl.NotSslRecordException;
import io.vigie.probe.net.Trouble.Broken;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Why there is no agreement on TLS. */
public final class HandshakeTrouble {

  private HandshakeTrouble() {}

  /** The trouble that a handshake ended with, where a {@link ServerTrust} judged the server. */
  public static Broken of(Throwable cause, Instant now) {
    return Stream.iterate(cause, Objects::nonNull, Throwable::getCause)
        .filter(Distrusted.class::isInstance)
        .map(Distrusted.class::cast)
        .findFirst()
        .map(distrusted -> of(distrusted, now))
        .orElseGet(() -> of(cause));
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

  /** The trouble that a handshake ended with, but for certificates. */
  public static Broken of(Throwable cause) {
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
