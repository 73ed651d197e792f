package io.vigie.testkit.app;

import io.vigie.testkit.app.Accounts.Account;
import io.vigie.testkit.target.Received;
import io.vigie.testkit.target.Reply;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who is logged in, by cookie; and the token that each write must carry. Thread-safe. */
final class Sessions {

  private static final String SESSION = "sessionid";
  private static final String CSRF = "csrftoken";

  private final Map<String, Account> sessions = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();
  private final Set<AppFault> planted;

  Sessions(Set<AppFault> planted) {
    this.planted = planted;
  }

  /** Who asks. */
  Optional<Account> of(Received request) {
    return Optional.ofNullable(sessions.get(cookies(request).getOrDefault(SESSION, "")));
  }

  /** The answer with the cookie of a new session. */
  Reply begin(Account account, Reply reply) {
    String id = fresh();
    sessions.put(id, account);
    StringBuilder cookie = new StringBuilder(SESSION + "=" + id + "; Path=/; Max-Age=3600");
    unless(AppFault.COOKIE_NOT_SECURE, "; Secure", cookie);
    unless(AppFault.COOKIE_NOT_HTTP_ONLY, "; HttpOnly", cookie);
    unless(AppFault.COOKIE_WITHOUT_SAME_SITE, "; SameSite=Lax", cookie);
    return reply.header("set-cookie", cookie.toString());
  }

  /** The answer that takes the cookie back. */
  Reply end(Received request, Reply reply) {
    if (!planted.contains(AppFault.LOGOUT_KEEPS_SESSION)) {
      sessions.remove(cookies(request).getOrDefault(SESSION, ""));
    }
    return reply.header("set-cookie", SESSION + "=; Path=/; Max-Age=0");
  }

  void forgetAll() {
    sessions.clear();
  }

  /** The token of this browser, or a new one. */
  String csrf(Received request) {
    String known = cookies(request).getOrDefault(CSRF, "");
    return known.isEmpty() ? fresh() : known;
  }

  Reply withCsrf(String token, Reply reply) {
    StringBuilder cookie = new StringBuilder(CSRF + "=" + token + "; Path=/; SameSite=Lax");
    unless(AppFault.CSRF_COOKIE_NOT_SECURE, "; Secure", cookie);
    return reply.header("set-cookie", cookie.toString());
  }

  /** True for a write that one of our own pages sent. */
  boolean isOurs(Received request, Map<String, String> form, String origin) {
    String from = request.headers().getOrDefault("origin", origin);
    if (!from.equals(origin) && !planted.contains(AppFault.FOREIGN_ORIGIN_ACCEPTED)) {
      return false;
    }
    String known = cookies(request).getOrDefault(CSRF, "");
    String sent = request.headers().getOrDefault("x-csrftoken", form.getOrDefault("csrf", ""));
    return planted.contains(AppFault.CSRF_NOT_CHECKED) || (!known.isEmpty() && known.equals(sent));
  }

  private void unless(AppFault fault, String attribute, StringBuilder cookie) {
    cookie.append(planted.contains(fault) ? "" : attribute);
  }

  private String fresh() {
    byte[] bytes = new byte[18];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static Map<String, String> cookies(Received request) {
    Map<String, String> cookies = new HashMap<>();
    for (String pair : request.headers().getOrDefault("cookie", "").split(";", -1)) {
      String[] parts = pair.strip().split("=", 2);
      if (parts.length == 2) {
        cookies.putIfAbsent(parts[0], parts[1]);
      }
    }
    return cookies;
  }
}
