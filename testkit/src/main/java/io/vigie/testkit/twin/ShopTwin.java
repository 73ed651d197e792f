package io.vigie.testkit.twin;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/**
 * A shop: health as JSON, a catalogue, a session cookie, an admin page that is nobody's business.
 */
public final class ShopTwin {

  private static final String DOWN = "shop-down";
  private static final String DATABASE_LOST = "shop-database-lost";
  private static final String HSTS_MISSING = "shop-hsts-missing";
  private static final String COOKIE_LOOSE = "shop-cookie-loose";
  private static final String SLOW = "shop-slow";
  private static final String ADMIN_OPEN = "shop-admin-open";

  private static final long SLOW_MS = 1_500;

  private static final List<Fault> FAULTS =
      List.of(
          new Fault(DOWN, "every page answers 503"),
          new Fault(DATABASE_LOST, "the health page still answers 200 but has lost its database"),
          new Fault(HSTS_MISSING, "the HSTS header is gone"),
          new Fault(COOKIE_LOOSE, "the session cookie is neither Secure nor HttpOnly"),
          new Fault(SLOW, "the catalogue takes a second and a half"),
          new Fault(ADMIN_OPEN, "the admin page lets everybody in"));

  private ShopTwin() {}

  /** Starts a shop on a port of 127.0.0.1; 0 takes a free one. */
  public static Twin start(Vertx vertx, int port) {
    return new HttpTwin(
        vertx, "shop", port, FAULTS, (request, planted) -> answer(vertx, request, planted));
  }

  private static void answer(Vertx vertx, HttpServerRequest request, Planted planted) {
    HttpServerResponse response = request.response();
    if (!planted.contains(HSTS_MISSING)) {
      response.putHeader("strict-transport-security", "max-age=31536000; includeSubDomains");
    }
    if (planted.contains(DOWN)) {
      response.setStatusCode(503).end("Service Unavailable");
      return;
    }
    switch (request.path()) {
      case "/health" -> health(response, planted);
      case "/" -> home(response, planted);
      case "/api/catalogue" -> catalogue(vertx, response, planted);
      case "/admin" -> admin(response, planted);
      default -> response.setStatusCode(404).end("Not Found");
    }
  }

  private static void health(HttpServerResponse response, Planted planted) {
    String database = planted.contains(DATABASE_LOST) ? "lost" : "up";
    json(response, "{\"status\":\"ok\",\"database\":\"" + database + "\",\"version\":\"2.4.1\"}");
  }

  private static void home(HttpServerResponse response, Planted planted) {
    String guards = planted.contains(COOKIE_LOOSE) ? "" : "; Secure; HttpOnly; SameSite=Lax";
    response
        .putHeader("set-cookie", "session=6f1c; Path=/" + guards)
        .putHeader("content-type", "text/html; charset=utf-8")
        .end("<!doctype html><title>Shop</title><h1>Shop</h1>");
  }

  private static void catalogue(Vertx vertx, HttpServerResponse response, Planted planted) {
    String items = "{\"items\":[{\"id\":1,\"name\":\"Rope\"},{\"id\":2,\"name\":\"Lantern\"}]}";
    if (planted.contains(SLOW)) {
      vertx.setTimer(SLOW_MS, timer -> json(response, items));
    } else {
      json(response, items);
    }
  }

  private static void admin(HttpServerResponse response, Planted planted) {
    response.setStatusCode(planted.contains(ADMIN_OPEN) ? 200 : 401).end("Admin");
  }

  private static void json(HttpServerResponse response, String body) {
    if (!response.closed()) {
      response.putHeader("content-type", "application/json").end(body);
    }
  }
}
