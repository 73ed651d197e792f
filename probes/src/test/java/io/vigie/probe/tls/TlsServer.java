package io.vigie.probe.tls;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.vigie.testkit.tls.TlsIdentity;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;

/** A server that speaks whatever version and suite it is told to, with BoringSSL. */
final class TlsServer implements AutoCloseable {

  private final NioEventLoopGroup loop = new NioEventLoopGroup(1);
  private final AtomicInteger connections = new AtomicInteger();
  private final Channel listener;

  private TlsServer(SslContext context, Optional<byte[]> ocsp) {
    this.listener =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    connections.incrementAndGet();
                    channel.pipeline().addLast(handler(context, channel, ocsp));
                  }
                })
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .syncUninterruptibly()
            .channel();
  }

  private static SslHandler handler(
      SslContext context, SocketChannel channel, Optional<byte[]> ocsp) {
    SslHandler handler = context.newHandler(channel.alloc());
    ocsp.ifPresent(
        response -> ((ReferenceCountedOpenSslEngine) handler.engine()).setOcspResponse(response));
    return handler;
  }

  static TlsServer start(TlsIdentity identity) {
    return start(identity, Optional.empty(), List.of(), "TLSv1.2", "TLSv1.3");
  }

  static TlsServer stapling(TlsIdentity identity, byte[] ocspResponse) {
    return start(identity, Optional.of(ocspResponse), List.of(), "TLSv1.2", "TLSv1.3");
  }

  static TlsServer speaking(TlsIdentity identity, String... versions) {
    return start(identity, Optional.empty(), List.of(), versions);
  }

  static TlsServer with(TlsIdentity identity, List<String> suites, String... versions) {
    return start(identity, Optional.empty(), suites, versions);
  }

  private static TlsServer start(
      TlsIdentity identity, Optional<byte[]> ocsp, List<String> suites, String... versions) {
    try {
      SslContextBuilder builder =
          SslContextBuilder.forServer(
                  identity.key(), identity.chain().toArray(X509Certificate[]::new))
              .sslProvider(SslProvider.OPENSSL)
              .protocols(versions)
              .enableOcsp(ocsp.isPresent())
              .applicationProtocolConfig(
                  new ApplicationProtocolConfig(
                      ApplicationProtocolConfig.Protocol.ALPN,
                      ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                      ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                      "h2"));
      if (!suites.isEmpty()) {
        builder.ciphers(suites);
      }
      SslContext context = builder.build();
      ((OpenSslSessionContext) context.sessionContext()).setSessionCacheEnabled(false);
      return new TlsServer(context, ocsp);
    } catch (SSLException e) {
      throw new IllegalStateException(e);
    }
  }

  int port() {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  int connections() {
    return connections.get();
  }

  @Override
  public void close() {
    listener.close().syncUninterruptibly();
    loop.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS).syncUninterruptibly();
  }
}
