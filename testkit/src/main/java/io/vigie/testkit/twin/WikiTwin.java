package io.vigie.testkit.twin;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/**
 * A wiki: health as JSON, a page with a content security policy, an old address that leads to the
 * new one.
 */
public final class WikiTwin {

  private static final String FROZEN = "wiki-frozen";
  private static final String HTML_HEALTH = "wiki-html-health";
  private static final String POLICY_MISSING = "wiki-policy-missing";
  private static final String REDIRECT_LOOP = "wiki-redirect-loop";

  private static final List<Fault> FAULTS =
      List.of(
          new Fault(FROZEN, "it takes connections and never answers"),
          new Fault(HTML_HEALTH, "the health page answers 200 with an HTML page"),
          new Fault(POLICY_MISSING, "the content security policy is gone"),
          new Fault(REDIRECT_LOOP, "the old address leads back to itself"));

  private WikiTwin() {}

  /** Starts a wiki on a port of 127.0.0.1; 0 takes a free one. */
  public static Twin start(Vertx vertx, int port) {
    return new HttpTwin(vertx, "wiki", port, FAULTS, WikiTwin::answer);
  }

  private static void answer(HttpServerRequest request, Planted planted) {
    if (planted.contains(FROZEN)) {
      return;
    }
    HttpServerResponse response = request.response();
    switch (request.path()) {
      case "/health" -> health(response, planted);
      case "/" -> page(response, planted);
      case "/old" -> redirect(response, planted.contains(REDIRECT_LOOP) ? "/old" : "/");
      default -> response.setStatusCode(404).end("Not Found");
    }
  }

  private static void health(HttpServerResponse response, Planted planted) {
    if (planted.contains(HTML_HEALTH)) {
      html(response, "<!doctype html><title>Wiki</title><h1>Welcome</h1>");
    } else {
      response
          .putHeader("content-type", "application/json")
          .end("{\"status\":\"ok\",\"pages\":412}");
    }
  }

  private static void page(HttpServerResponse response, Planted planted) {
    if (!planted.contains(POLICY_MISSING)) {
      response.putHeader("content-security-policy", "default-src 'self'; frame-ancestors 'none'");
    }
    html(response, "<!doctype html><title>Wiki</title><h1>Wiki</h1>");
  }

  private static void redirect(HttpServerResponse response, String target) {
    response.setStatusCode(301).putHeader("location", target).end();
  }

  private static void html(HttpServerResponse response, String body) {
    response.putHeader("content-type", "text/html; charset=utf-8").end(body);
  }
}
