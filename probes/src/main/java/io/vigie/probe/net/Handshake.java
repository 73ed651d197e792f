package io.vigie.probe.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
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
    SslHandler handler = context.newHandler(channel.alloc(), host, port);
    Future<Agreed> agreed = agreementOf(handler);
    channel.pipeline().addFirst(handler);
    begin(channel);
    return agreed;
  }

  /**
   * The same within what another protocol wraps the handshake in, of which none is known with more
   * than TLS 1.2.
   */
  public Future<Agreed> within(ChannelHandler wrapping, Channel channel) {
    SslHandler handler = context.newHandler(channel.alloc(), host, port);
    handler.engine().setEnabledProtocols(new String[] {"TLSv1.2"});
    Future<Agreed> agreed = agreementOf(handler);
    channel.pipeline().addFirst(wrapping);
    channel.pipeline().addAfter(channel.pipeline().context(wrapping).name(), null, handler);
    begin(channel);
    return agreed;
  }

  private Future<Agreed> agreementOf(SslHandler handler) {
    Promise<Agreed> agreed = Promise.promise();
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
    return agreed.future();
  }

  private static void begin(Channel channel) {
    if (!channel.config().isAutoRead()) {
      var _ = channel.read();
    }
  }
}
