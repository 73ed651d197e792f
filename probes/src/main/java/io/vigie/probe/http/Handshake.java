package io.vigie.probe.http;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vigie.probe.net.HandshakeTrouble;
import io.vigie.probe.net.Trouble.Broken;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** Makes a connection a secure one, with the name of the host for SNI and for the certificate. */
final class Handshake {

  /**
   * What was agreed on.
   *
   * @param chain the server's certificates, its own first
   */
  record Agreed(
      String version,
      String cipher,
      boolean verified,
      Protocol spoken,
      List<X509Certificate> chain) {
    Agreed {
      chain = List.copyOf(chain);
    }
  }

  private final SslContext context;
  private final Url url;
  private final boolean verified;
  private final Instant now;

  Handshake(SslContext context, Url url, boolean verified, Instant now) {
    this.context = context;
    this.url = url;
    this.verified = verified;
    this.now = now;
  }

  /** Fails with {@link Broken} when there is no agreement. */
  Future<Agreed> on(Channel channel) {
    Promise<Agreed> agreed = Promise.promise();
    SslHandler handler = context.newHandler(channel.alloc(), url.host(), url.port());
    handler.setHandshakeTimeoutMillis(0);
    handler.setCloseNotifyFlushTimeoutMillis(200);
    handler
        .handshakeFuture()
        .addListener(
            done -> {
              if (done.isSuccess()) {
                agreed.tryComplete(agreed(handler));
              } else {
                agreed.tryFail(HandshakeTrouble.of(done.cause(), now));
              }
            });
    Wire.append(channel, handler);
    return agreed.future();
  }

  private Agreed agreed(SslHandler handler) {
    SSLSession session = handler.engine().getSession();
    Agreed agreed =
        new Agreed(
            session.getProtocol(),
            session.getCipherSuite(),
            verified,
            Protocol.H2.word().equals(handler.applicationProtocol())
                ? Protocol.H2
                : Protocol.HTTP_1_1,
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
