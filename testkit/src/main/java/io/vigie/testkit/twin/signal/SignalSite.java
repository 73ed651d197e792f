package io.vigie.testkit.twin.signal;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vigie.testkit.twin.Planted;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What the application answers: pages, login and API. */
final class SignalSite {

  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSxxx", Locale.ROOT);
  private static final long HOUR = 3600;

  private static final String REMOTE_CONTROL =
      "<!doctype html><title>render-signal</title><main id=\"telecommande\"><h1>Télécommande</h1>"
          + "</main>";

  private final Planted planted;
  private final InstantSource clock;
  private final LoginDesk login;
  private final TimeWindowApi window;
  private final MailPoller poller;

  SignalSite(
      Planted planted,
      InstantSource clock,
      LoginDesk login,
      TimeWindowApi window,
      MailPoller poller) {
    this.planted = planted;
    this.clock = clock;
    this.login = login;
    this.window = window;
    this.poller = poller;
  }

  void answer(HttpServerRequest request) {
    switch (request.path()) {
      case "/" -> home(request);
      case "/login" -> login.answer(request);
      case "/logout" -> login.leave(request);
      case "/api/ping" -> ping(request.response());
      case "/api/check_emails_and_download" -> guarded(request, this::check);
      case "/api/webhooks/time-window" -> guarded(request, window::answer);
      case "/api/get_webhook_time_window" -> guarded(request, window::answerLegacyGet);
      case "/api/set_webhook_time_window" -> guarded(request, window::answerLegacySet);
      default -> request.response().setStatusCode(404).end("Not Found");
    }
  }

  private void home(HttpServerRequest request) {
    HttpServerResponse response =
        request.response().putHeader("content-type", "text/html; charset=utf-8");
    if (login.knows(request) || planted.contains(SignalFaults.PAGE_OPEN)) {
      response.end(REMOTE_CONTROL);
      return;
    }
    response
        .setStatusCode(302)
        .putHeader("location", "/login")
        .end(planted.contains(SignalFaults.PAGE_LEAKS) ? REMOTE_CONTROL : "Redirecting...");
  }

  private void ping(HttpServerResponse response) {
    JsonObject answer = new JsonObject().put("status", "pong");
    if (!planted.contains(SignalFaults.PING_TIMELESS)) {
      long late = planted.contains(SignalFaults.PING_LATE) ? HOUR : 0;
      answer.put(
          "timestamp_utc", ISO.format(clock.instant().minusSeconds(late).atOffset(ZoneOffset.UTC)));
    }
    json(response, 200, answer);
  }

  private void check(HttpServerRequest request) {
    if (!HttpMethod.POST.equals(request.method())) {
      json(request.response(), 405, new JsonObject().put("status", "error"));
    } else if (planted.contains(SignalFaults.CHECK_NOT_ACCEPTED)) {
      json(request.response(), 200, new JsonObject().put("status", "nothing to do"));
    } else {
      poller.poll();
      json(request.response(), 202, new JsonObject().put("status", "accepted"));
    }
  }

  private void guarded(HttpServerRequest request, Behaviour behaviour) {
    if (login.knows(request)) {
      behaviour.answer(request);
    } else {
      json(request.response(), 401, new JsonObject().put("status", "unauthorized"));
    }
  }

  /** What is answered to those who may ask. */
  @FunctionalInterface
  private interface Behaviour {
    void answer(HttpServerRequest request);
  }

  static void json(HttpServerResponse response, int status, JsonObject body) {
    response.setStatusCode(status).putHeader("content-type", "application/json").end(body.encode());
  }
}
