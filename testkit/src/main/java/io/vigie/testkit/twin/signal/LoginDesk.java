package io.vigie.testkit.twin.signal;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vigie.testkit.twin.Planted;

/** The form at {@code /login}, the session that it begins, and {@code /logout}. */
final class LoginDesk {

  private static final String COOKIE = "session";

  private static final String FORM =
      "<!doctype html><title>Connexion</title><form method=\"post\" action=\"/login\">"
          + "<input name=\"username\"><input name=\"password\" type=\"password\">"
          + "<button>Se connecter</button></form>";

  private final Planted planted;
  private final Sessions sessions = new Sessions();
  private final LoginLimiter limiter = new LoginLimiter(System::nanoTime);

  LoginDesk(Planted planted) {
    this.planted = planted;
  }

  /** Whether a request comes from somebody who is logged in. */
  boolean knows(HttpServerRequest request) {
    Cookie cookie = request.getCookie(COOKIE);
    return cookie != null && sessions.isOpen(cookie.getValue());
  }

  void answer(HttpServerRequest request) {
    if (!HttpMethod.POST.equals(request.method())) {
      form(request.response(), "");
      return;
    }
    String address = request.remoteAddress().hostAddress();
    if (!planted.contains(SignalFaults.LOGIN_UNLIMITED) && limiter.refuses(address)) {
      request
          .response()
          .setStatusCode(429)
          .putHeader("retry-after", Long.toString(LoginLimiter.PAUSE.toSeconds()))
          .end("Too Many Requests");
      return;
    }
    request.setExpectMultipart(true);
    request.endHandler(_ -> judge(request, address));
  }

  private void judge(HttpServerRequest request, String address) {
    boolean right =
        RenderSignal.USER.equals(request.getFormAttribute("username"))
            && RenderSignal.PASSWORD.equals(request.getFormAttribute("password"));
    if (right) {
      limiter.good(address);
      welcome(request.response());
    } else {
      limiter.bad(address);
      form(request.response(), "<p class=\"error\">Identifiants invalides.</p>");
    }
  }

  private void welcome(HttpServerResponse response) {
    response
        .setStatusCode(302)
        .putHeader("set-cookie", COOKIE + "=" + sessions.begin() + "; Path=/" + guards())
        .putHeader("location", "/")
        .end();
  }

  private String guards() {
    return (planted.contains(SignalFaults.COOKIE_NOT_SECURE) ? "" : "; Secure")
        + (planted.contains(SignalFaults.COOKIE_NOT_HTTP_ONLY) ? "" : "; HttpOnly")
        + (planted.contains(SignalFaults.COOKIE_NO_SAME_SITE) ? "" : "; SameSite=Lax");
  }

  /** As Flask does it: a refused login is the form again, with 200. */
  private static void form(HttpServerResponse response, String complaint) {
    response.putHeader("content-type", "text/html; charset=utf-8").end(FORM + complaint);
  }

  void leave(HttpServerRequest request) {
    HttpServerResponse response =
        request.response().setStatusCode(302).putHeader("location", "/login");
    Cookie cookie = request.getCookie(COOKIE);
    if (cookie != null && !planted.contains(SignalFaults.LOGOUT_IGNORED)) {
      sessions.end(cookie.getValue());
      response.putHeader("set-cookie", COOKIE + "=; Path=/; Max-Age=0" + guards());
    }
    response.end();
  }
}
