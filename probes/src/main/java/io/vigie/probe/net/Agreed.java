package io.vigie.probe.net;

import io.netty.handler.ssl.SslHandler;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * What a TLS handshake agreed on.
 *
 * @param verified whether the certificate was judged
 * @param application the protocol that ALPN chose, empty where it chose none
 * @param chain the server's certificates, its own first
 */
public record Agreed(
    String version,
    String cipher,
    boolean verified,
    String application,
    List<X509Certificate> chain) {
  public Agreed {
    chain = List.copyOf(chain);
  }

  static Agreed by(SslHandler handler, boolean verified) {
    SSLSession session = handler.engine().getSession();
    Agreed agreed =
        new Agreed(
            session.getProtocol(),
            session.getCipherSuite(),
            verified,
            Objects.requireNonNullElse(handler.applicationProtocol(), ""),
            chain(session));
    session.invalidate();
    return agreed;
  }

  private static List<X509Certificate> chain(SSLSession session) {
    try {
      Certificate[] chain = session.getPeerCertificates();
      return Arrays.stream(chain)
          .filter(X509Certificate.class::isInstance)
          .map(X509Certificate.class::cast)
          .toList();
    } catch (SSLPeerUnverifiedException e) {
      return List.of();
    }
  }
}
