package io.vigie.probe.http;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.VertxInternal;
import io.vigie.probe.Observation;
import io.vigie.probe.ProbeContext;
import io.vigie.probe.http.Handshake.Agreed;
import io.vigie.probe.net.Dialer;
import io.vigie.probe.net.Names;
import io.vigie.probe.net.Trouble;
import io.vigie.probe.net.Trouble.Broken;
import io.vigie.probe.net.Trouble.Ours;
import io.vigie.probe.settings.DurationText;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The way of one run: resolve, connect, shake hands, ask, and again while there are redirects. All
 * of it happens on one event loop; at the deadline the connection is closed, wherever the run is.
 */
final class HttpRun {

  private final HttpSettings settings;
  private final ProbeContext context;
  private final TlsContexts tls;
  private final EventLoop loop;
  private final Promise<Observation> observed = Promise.promise();
  private final Stopwatch stopwatch = new Stopwatch();
  private final Redirection redirection;
  private final Duration limit;
  private Channel channel;
  private Dialer dialer;
  private Exchange exchange;
  private Agreed agreed;
  private InetSocketAddress remote;
  private Duration connectedIn = Duration.ZERO;
  private boolean ended;

  HttpRun(HttpSettings settings, ProbeContext context, TlsContexts tls) {
    this.settings = settings;
    this.context = context;
    this.tls = tls;
    this.loop = ((VertxInternal) context.vertx()).getEventLoopGroup().next();
    this.redirection = new Redirection(settings);
    this.limit = context.remaining();
  }

  Future<Observation> start() {
    context.closeAtDeadline(this::close);
    loop.execute(this::begin);
    return observed.future();
  }

  private void begin() {
    Future.succeededFuture()
        .compose(nothing -> go(FirstRequest.of(settings, context)))
        .onComplete(this::end);
  }

  private Future<Answer> go(Hop hop) {
    redirection.visit(hop);
    return resolve(hop.url())
        .compose(addresses -> dial(addresses, hop.url().port()))
        .compose(connection -> secure(connection, hop.url()))
        .compose(spoken -> ask(hop, spoken))
        .compose(answer -> follow(hop, answer));
  }

  private Future<List<InetAddress>> resolve(Url url) {
    stopwatch.enter(Phase.RESOLVE);
    return Names.resolve(context, url.host(), loop);
  }

  private Future<Channel> dial(List<InetAddress> addresses, int port) {
    if (ended) {
      return Future.failedFuture(new Ours("ended", "the run has ended"));
    }
    stopwatch.enter(Phase.CONNECT);
    dialer = new Dialer(context.vertx(), loop, context::remaining, this::open);
    return dialer.dial(addresses, port).onSuccess(this::connected);
  }

  private void open(Channel opened) {
    channel = opened;
    if (ended) {
      var _ = opened.close();
    }
  }

  private void connected(Channel connection) {
    remote = (InetSocketAddress) connection.remoteAddress();
    connectedIn = stopwatch.sinceEntered();
  }

  private Future<Protocol> secure(Channel connection, Url url) {
    agreed = null;
    if (!url.secure()) {
      return Future.succeededFuture(settings.protocol());
    }
    stopwatch.enter(Phase.TLS);
    boolean verify = settings.tls().verify();
    return new Handshake(tls.context(verify, settings.protocol()), url, verify, context.startedAt())
        .on(connection)
        .compose(this::agreed);
  }

  private Future<Protocol> agreed(Agreed with) {
    agreed = with;
    return settings.protocol() == Protocol.H2 && with.spoken() != Protocol.H2
        ? Future.failedFuture(
            new Broken("protocol-not-offered", "the server must speak h2, but does not offer it"))
        : Future.succeededFuture(with.spoken());
  }

  private Future<Answer> ask(Hop hop, Protocol spoken) {
    stopwatch.enter(Phase.PROCESSING);
    exchange = new Exchange(stopwatch, settings.maxBody(), redirection::isFollowed, spoken);
    Exchange asked = exchange;
    return Wire.http(channel, spoken, asked)
        .compose(
            wire -> {
              var _ = wire.writeAndFlush(hop.request(spoken));
              return asked.answer();
            });
  }

  private Future<Answer> follow(Hop hop, Answer answer) {
    Optional<Hop> next = redirection.next(hop, answer);
    if (next.isEmpty()) {
      return Future.succeededFuture(answer);
    }
    var _ = channel.close();
    return go(next.get());
  }

  private void end(AsyncResult<Answer> result) {
    if (ended) {
      return;
    }
    ended = true;
    stopwatch.stop();
    if (channel != null) {
      var _ = channel.close();
    }
    observed.complete(result.succeeded() ? seen(result.result()) : notSeen(result.cause()));
  }

  private Observation seen(Answer answer) {
    try {
      return new HttpObservation(
              answer,
              Inflation.inflated(answer),
              Optional.ofNullable(agreed),
              redirection.chain(),
              Dialer.shown(remote),
              stopwatch,
              context.startedAt())
          .seen();
    } catch (RuntimeException e) {
      return notSeen(e);
    }
  }

  private Observation notSeen(Throwable cause) {
    return new Unseen(stopwatch, redirection, Optional.ofNullable(remote)).of(cause);
  }

  /** Called at the deadline, from any thread; also at the end of each run. */
  private void close() {
    if (!loop.isShuttingDown()) {
      loop.execute(this::deadline);
    }
  }

  private void deadline() {
    if (!ended) {
      end(Future.failedFuture(timedOut()));
    }
  }

  private Trouble timedOut() {
    String after = " timed out after " + rounded(limit);
    return switch (stopwatch.phase()) {
      case RESOLVE -> new Ours("resolver", Phase.RESOLVE.doing() + after);
      case CONNECT -> new Broken("connection-timed-out", "connecting to " + dialer.tried() + after);
      case TLS -> new Broken("timeout", Phase.TLS.doing() + after + connectedTo());
      case PROCESSING -> new Broken("timeout", Phase.PROCESSING.doing() + after + connectedTo());
      case TRANSFER ->
          new Broken(
              "timeout",
              Phase.TRANSFER.doing() + after + connectedTo() + ": " + exchange.progress());
    };
  }

  private String connectedTo() {
    return " (connected to "
        + Dialer.shown(Objects.requireNonNull(remote))
        + " in "
        + connectedIn.toMillis()
        + "ms)";
  }

  /** The limit as it was meant: what is left when a run begins is a little less. */
  private static String rounded(Duration limit) {
    long step = limit.toMillis() >= 1000 ? 100 : 10;
    return DurationText.print(Duration.ofMillis(Math.ceilDiv(limit.toMillis(), step) * step));
  }
}
