package io.vigie.probe.net;

import io.netty.handler.ssl.NotSslRecordException;
import io.vigie.probe.net.Trouble.Broken;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import javax.net.ssl.SSLException;

/** Why there is no agreement on TLS, but for certificates. */
public final class HandshakeTrouble {

  private HandshakeTrouble() {}

  /** The trouble that a handshake ended with. */
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
