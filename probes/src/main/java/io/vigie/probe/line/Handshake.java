package io.vigie.probe.line;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vigie.probe.net.HandshakeTrouble;
import io.vigie.probe.net.Trouble.Broken;
import java.io.IOException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** Makes a connection a secure one, with the name of the host for SNI and for the certificate. */
final class Handshake {

  private final SslContext context;
  private final String host;
  private final boolean verified;
  private final Instant now;

  Handshake(SslContext context, String host, boolean verified, Instant now) {
    this.context = context;
    this.host = host;
    this.verified = verified;
    this.now = now;
  }

  /** Fails with {@link Broken} when there is no agreement. */
  Future<Agreed> on(Channel channel) {
    Promise<Agreed> agreed = Promise.promise();
    SslHandler handler = context.newHandler(channel.alloc(), host, -1);
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
    channel.pipeline().addFirst(handler);
    var _ = channel.read();
    return agreed.future();
  }

  private Agreed agreed(SslHandler handler) {
    SSLSession session = handler.engine().getSession();
    Agreed agreed =
        new Agreed(session.getProtocol(), session.getCipherSuite(), verified, chain(session));
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

  /** Whether a connection ended by a reset. */
  static boolean isReset(Throwable cause) {
    return cause instanceof IOException
        && Objects.requireNonNullElse(cause.getMessage(), "")
            .toLowerCase(Locale.ROOT)
            .contains("reset");
  }
}
