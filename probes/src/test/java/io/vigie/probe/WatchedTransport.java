package io.vigie.probe;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.InternetProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.impl.transports.JDKTransport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the channels that are opened on a Vert.x, and remembers where they connect to. */
final class WatchedTransport extends JDKTransport {

  private final AtomicInteger opened = new AtomicInteger();
  private final Set<InetAddress> connected = ConcurrentHashMap.newKeySet();
  private final Set<InetAddress> ever = ConcurrentHashMap.newKeySet();

  /** A Vert.x on this transport. */
  Vertx vertx() {
    return new VertxBuilder(new VertxOptions()).init().findTransport(this).vertx();
  }

  /** How many channels were opened. */
  int opened() {
    return opened.get();
  }

  /** The addresses that were, or should have been, connected to. */
  Set<InetAddress> connected() {
    return Set.copyOf(connected);
  }

  /** Where anything ever connected to. */
  Set<InetAddress> ever() {
    return Set.copyOf(ever);
  }

  void forget() {
    opened.set(0);
    connected.clear();
  }

  @Override
  public ChannelFactory<? extends Channel> channelFactory(boolean domain) {
    return () -> watched(new NioSocketChannel());
  }

  @Override
  public DatagramChannel datagramChannel(InternetProtocolFamily family) {
    return watched(new NioDatagramChannel(family));
  }

  private <C extends Channel> C watched(C channel) {
    opened.incrementAndGet();
    channel.pipeline().addFirst(new Watcher());
    return channel;
  }

  private final class Watcher extends ChannelOutboundHandlerAdapter {
    @Override
    public void connect(
        ChannelHandlerContext context, SocketAddress to, SocketAddress from, ChannelPromise done)
        throws Exception {
      if (to instanceof InetSocketAddress address) {
        connected.add(address.getAddress());
        ever.add(address.getAddress());
      }
      super.connect(context, to, from, done);
    }
  }
}
