package io.vigie.probe.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Opens one connection: tries the addresses in their order, each with its share of the time that is
 * left. Confined to one event loop.
 */
public final class Dialer {

  private static final Duration SHORTEST_TRY = Duration.ofMillis(100);

  private final Vertx vertx;
  private final EventLoop loop;
  private final Supplier<Duration> remaining;
  private final Consumer<Channel> opened;
  private final StringBuilder tried = new StringBuilder();

  /**
   * A dialer.
   *
   * @param remaining the time that is left
   * @param opened is told of each channel as soon as there is one to close
   */
  public Dialer(
      Vertx vertx, EventLoop loop, Supplier<Duration> remaining, Consumer<Channel> opened) {
    this.vertx = vertx;
    this.loop = loop;
    this.remaining = remaining;
    this.opened = opened;
  }

  /** Connects; fails with {@link Trouble} when no address accepts. */
  public Future<Channel> dial(List<InetAddress> addresses, int port) {
    Promise<Channel> connected = Promise.promise();
    dial(addresses, 0, port, connected);
    return connected.future();
  }

  private void dial(List<InetAddress> addresses, int index, int port, Promise<Channel> connected) {
    InetSocketAddress address = new InetSocketAddress(addresses.get(index), port);
    tried.append(tried.isEmpty() ? "" : ", ").append(shown(address));
    ChannelFuture attempt = bootstrap(addresses.size() - index).connect(address);
    opened.accept(attempt.channel());
    attempt.addListener(
        done -> {
          if (done.isSuccess()) {
            connected.complete(attempt.channel());
          } else if (index + 1 < addresses.size() && remaining.get().isPositive()) {
            dial(addresses, index + 1, port, connected);
          } else {
            connected.fail(ConnectTrouble.of(done.cause(), tried()));
          }
        });
  }

  private Bootstrap bootstrap(int addressesLeft) {
    return new Bootstrap()
        .group(loop)
        .channelFactory(((VertxInternal) vertx).transport().channelFactory(false))
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, timeout(addressesLeft))
        .handler(new EndOfPipeline());
  }

  /** The last address is limited by the deadline of the run alone; zero is no limit here. */
  private int timeout(int addressesLeft) {
    if (addressesLeft == 1) {
      return 0;
    }
    Duration share = remaining.get().dividedBy(addressesLeft);
    return (int) (share.compareTo(SHORTEST_TRY) < 0 ? SHORTEST_TRY : share).toMillis();
  }

  /** The addresses that were tried. */
  public String tried() {
    return tried.toString();
  }

  /** An address as messages show it. */
  public static String shown(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
  }
}
