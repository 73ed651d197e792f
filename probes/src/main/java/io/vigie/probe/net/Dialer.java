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
import io.vigie.probe.net.Trouble.Broken;
import io.vigie.probe.net.Trouble.Ours;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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
            connected.fail(trouble(done.cause()));
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

  private Trouble trouble(Throwable cause) {
    String reason = Objects.requireNonNullElse(cause.getMessage(), "").toLowerCase(Locale.ROOT);
    String to = "connecting to " + tried();
    if (cause instanceof BindException || reason.contains("cannot assign requested address")) {
      return new Ours("local-address", to + ": no local port or address is left");
    } else if (reason.contains("too many open files")) {
      return new Ours("local-files", to + ": too many open files on this runner");
    } else if (reason.contains("network is unreachable")) {
      return new Ours("network-unreachable", to + ": this runner has no route");
    } else if (cause instanceof NoRouteToHostException || reason.contains("no route to host")) {
      return new Broken("host-unreachable", "no route to the host, tried " + tried());
    } else if (reason.contains("refused")) {
      return new Broken("connection-refused", "connection refused by " + tried());
    } else if (reason.contains("timed out")) {
      return new Broken("connection-timed-out", "connecting timed out, tried " + tried());
    } else if (cause instanceof SocketException && reason.contains("reset")) {
      return new Broken("connection-reset", "connection reset by " + tried());
    }
    return new Broken("connection-failed", to + " failed: " + cause.getClass().getSimpleName());
  }

  /** An address as messages show it. */
  public static String shown(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
  }
}
