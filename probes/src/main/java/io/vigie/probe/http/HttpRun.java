package io.vigie.probe.http;

import io.vertx.core.Future;
import io.vigie.probe.Observation;
import io.vigie.probe.ProbeContext;
import io.vigie.probe.net.Attempt;
import io.vigie.probe.net.TlsContexts;
import io.vigie.probe.net.Trouble.Broken;
import io.vigie.probe.settings.Size;
import io.vigie.probe.web.Web;
import io.vigie.probe.web.WebProxy;
import io.vigie.probe.web.WebReading;
import io.vigie.probe.web.WebRequest;
import io.vigie.probe.web.WebResponse;
import io.vigie.probe.web.WebStages;
import io.vigie.probe.web.WebTls;
import java.util.Optional;

/** The way of one run: ask, and again while there are redirects. */
final class HttpRun {

  private final HttpSettings settings;
  private final Attempt attempt;
  private final Web web;
  private final Redirection redirection;
  private final WebTls tls;
  private final Optional<WebProxy> proxy;
  private Hop last;

  private HttpRun(HttpSettings settings, Attempt attempt, TlsContexts contexts) {
    this.settings = settings;
    this.attempt = attempt;
    this.web = Web.on(attempt, contexts);
    this.redirection = new Redirection(settings);
    this.tls = FirstRequest.tls(settings.tls(), attempt.context());
    this.proxy = settings.proxy().map(given -> FirstRequest.proxy(given, attempt.context()));
  }

  static Future<Observation> look(HttpSettings settings, ProbeContext context, TlsContexts tls) {
    return Attempt.begin(context, "http", attempt -> new HttpRun(settings, attempt, tls).begin());
  }

  private Future<Observation> begin() {
    attempt.order(WebStages.ALL);
    return go(FirstRequest.of(settings, attempt.context())).compose(this::seen);
  }

  private Future<WebResponse> go(Hop hop) {
    redirection.visit(hop);
    last = hop;
    if (redirection.chain().size() > 1) {
      redirection.facts().forEach(attempt::fact);
      attempt.whereabouts(", redirected to " + hop.url());
    }
    return web.send(request(hop)).compose(answer -> follow(hop, answer));
  }

  private WebRequest request(Hop hop) {
    return new WebRequest(
        hop.method(),
        hop.url(),
        hop.headers(),
        hop.body(),
        new WebReading(
            settings.maxBody(),
            redirection::isFollowed,
            settings.download().map(Size::bytes).orElse(0L)),
        settings.protocol(),
        tls,
        proxy);
  }

  private Future<WebResponse> follow(Hop hop, WebResponse answer) {
    return next(hop, answer).map(this::go).orElseGet(() -> Future.succeededFuture(answer));
  }

  private Optional<Hop> next(Hop hop, WebResponse answer) {
    try {
      return redirection.next(hop, answer);
    } catch (Broken e) {
      if (e.code().startsWith("redirect")) {
        attempt.whereabouts("");
      }
      throw e;
    }
  }

  private Future<Observation> seen(WebResponse answer) {
    Future<Assets> assets =
        settings.assets() == 0
            ? Future.succeededFuture(Assets.NOT_LOOKED_AT)
            : AssetRun.of(answer, request(last), settings.assets(), attempt, web).look();
    return assets.map(
        found -> new HttpObservation(settings, answer, found, redirection.chain(), attempt).seen());
  }
}
