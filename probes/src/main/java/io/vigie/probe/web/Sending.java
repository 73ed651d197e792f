package io.vigie.probe.web;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaders;
import io.vertx.core.Future;
import io.vigie.probe.download.Inspection;
import io.vigie.probe.net.Agreed;
import io.vigie.probe.net.Attempt;
import io.vigie.probe.net.Handshake;
import io.vigie.probe.net.TlsContexts;
import io.vigie.probe.net.Trouble.Broken;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/** The way of one request: resolve, connect, shake hands, ask. Confined to one event loop. */
final class Sending {

  private final Attempt attempt;
  private final TlsContexts tls;
  private final WebRequest request;
  private final Web.Course course;
  private final long startedAt = System.nanoTime();
  private Optional<Channel> connection = Optional.empty();
  private Optional<InetSocketAddress> remote = Optional.empty();
  private Optional<Agreed> agreed = Optional.empty();
  private Optional<Delivery> delivery = Optional.empty();

  Sending(Attempt attempt, TlsContexts tls, WebRequest request, Web.Course course) {
    this.attempt = attempt;
    this.tls = tls;
    this.request = request;
    this.course = course;
  }

  Future<WebResponse> begin() {
    Url url = request.url();
    Future<Channel> open =
        request.proxy().isPresent()
            ? new ProxyWay(request.proxy().get(), attempt, course, this::opened).to(url)
            : course
                .resolve(url.host())
                .compose(addresses -> course.dial(addresses, url.port()))
                .onSuccess(this::opened);
    return open.compose(this::secure)
        .compose(this::ask)
        .map(this::response)
        .onComplete(_ -> close());
  }

  private void opened(Channel opened) {
    connection = Optional.of(opened);
    remote = Optional.of((InetSocketAddress) opened.remoteAddress());
  }

  private void close() {
    if (connection.isPresent()) {
      var _ = connection.get().close();
    }
  }

  private Future<Protocol> secure(Channel opened) {
    if (!request.url().secure()) {
      return Future.succeededFuture(request.protocol());
    }
    course.securing();
    Url url = request.url();
    boolean verify = request.tls().verify();
    return new Handshake(
            tls.context(request.tls().terms(request.protocol())),
            url.host(),
            url.port(),
            verify,
            attempt.context().startedAt())
        .on(opened)
        .compose(this::agreed);
  }

  private Future<Protocol> agreed(Agreed with) {
    agreed = Optional.of(with);
    Protocol spoken =
        with.application().equals(Protocol.H2.word()) ? Protocol.H2 : Protocol.HTTP_1_1;
    return request.protocol() == Protocol.H2 && spoken != Protocol.H2
        ? Future.failedFuture(
            new Broken("protocol-not-offered", "the server must speak h2, but does not offer it"))
        : Future.succeededFuture(spoken);
  }

  private Future<Answer> ask(Protocol spoken) {
    course.asking();
    Exchange exchange = new Exchange(request.reading(), course::reading, spoken, this::downloaded);
    Delivery sent = new Delivery(request, spoken);
    delivery = Optional.of(sent);
    return Wire.http(connection.orElseThrow(), spoken, exchange)
        .compose(
            wire -> {
              sent.begin(wire, exchange);
              return exchange.answer();
            });
  }

  private Future<Inspection> downloaded(Intake body, HttpHeaders headers) {
    return attempt.aside(() -> Downloading.read(body, headers, request.reading()));
  }

  private WebResponse response(Answer answer) {
    if (request.proxy().isPresent() && answer.status() == 407) {
      throw ProxyWay.unknownToTheProxy();
    }
    return new WebResponse(
        answer,
        agreed,
        remote.orElseThrow(),
        Duration.ofNanos(System.nanoTime() - startedAt),
        delivery.orElseThrow());
  }
}
