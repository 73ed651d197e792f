package io.vigie.probe.net;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vigie.probe.net.Trouble.Broken;
import java.time.Instant;
import java.util.Optional;

/**
 * Makes a connection a secure one.
 *
 * @param host the name for SNI and for the certificate
 * @param verified whether {@code context} judges the certificate
 * @param now by which the days of a certificate that is not accepted are told
 */
public record Handshake(SslContext context, String host, int port, boolean verified, Instant now) {

  /** Puts TLS in front of all else; fails with {@link Broken} when there is no agreement. */
  public Future<Agreed> on(Channel channel) {
    Promise<Agreed> agreed = Promise.promise();
    SslHandler handler = context.newHandler(channel.alloc(), host, port);
    handler.setHandshakeTimeoutMillis(0);
    handler.setCloseNotifyFlushTimeoutMillis(200);
    handler
        .handshakeFuture()
        .addListener(
            done -> {
              if (done.isSuccess()) {
                agreed.tryComplete(Agreed.by(handler, verified));
              } else {
                Optional<ClientIdentity.Asked> asked = ClientIdentity.askedBy(handler.engine());
                agreed.tryFail(HandshakeTrouble.of(done.cause(), now, asked));
              }
            });
    channel.pipeline().addFirst(handler);
    if (!channel.config().isAutoRead()) {
      var _ = channel.read();
    }
    return agreed.future();
  }
}
