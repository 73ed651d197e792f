package io.vigie.probe.scenario;

import io.vertx.core.Future;
import io.vigie.probe.net.Attempt;
import io.vigie.probe.settings.Size;
import io.vigie.probe.web.Protocol;
import io.vigie.probe.web.Trust;
import io.vigie.probe.web.Url;
import io.vigie.probe.web.Web;
import io.vigie.probe.web.WebRequest;
import io.vigie.probe.web.WebResponse;
import io.vigie.probe.web.WebTls;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Sends over the client that kinds share: each hop is judged by the egress policy. */
final class WebTransport implements Transport {

  private final Pace pace;
  private final Web web;
  private final int maxBody;
  private final long download;
  private final WebTls tls;

  WebTransport(ScenarioSettings settings, Attempt attempt, Pace pace) {
    this.pace = pace;
    this.web = Web.on(attempt);
    this.maxBody = settings.maxBody();
    this.download = settings.download().map(Size::bytes).orElse(0L);
    this.tls = new Trust(settings.tls().verify(), settings.tls().ca()).revealed(attempt.context());
  }

  @Override
  public Incoming send(Outgoing request) {
    return pace.await(() -> ask(request).map(WebTransport::incoming));
  }

  private Future<WebResponse> ask(Outgoing request) {
    WebRequest asked =
        WebRequest.get(Url.of(request.to().toString()))
            .withMethod(request.method())
            .withHeaders(request.headers())
            .withMaxBody(maxBody)
            .withDownload(download)
            .withProtocol(Protocol.ANY)
            .withTls(tls);
    return web.sendAside(
        request
            .content()
            .map(
                content ->
                    asked
                        .withBody(content.body())
                        .withHeader("content-type", type(request, content)))
            .orElse(asked));
  }

  private static String type(Outgoing request, Content content) {
    return request.headers().getOrDefault("content-type", content.type());
  }

  private static Incoming incoming(WebResponse answer) {
    Map<String, List<String>> headers = new HashMap<>();
    answer
        .headers()
        .entries()
        .forEach(
            header ->
                headers
                    .computeIfAbsent(
                        header.getKey().toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                    .add(header.getValue()));
    return new Incoming(
        answer.status(), headers, Octets.of(answer.body()), answer.truncated(), answer::inspection);
  }
}
