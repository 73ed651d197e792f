package io.vigie.probe.scenario;

import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The cookies of one session (RFC 6265). Confined to one thread. */
final class CookieJar {

  static final int MOST = 100;

  private final Map<String, Cookie> cookies;

  CookieJar() {
    this(new LinkedHashMap<>());
  }

  private CookieJar(Map<String, Cookie> cookies) {
    this.cookies = cookies;
  }

  CookieJar copy() {
    return new CookieJar(new LinkedHashMap<>(cookies));
  }

  /** Keeps a cookie, or forgets it where it has expired; the oldest makes room for another. */
  void put(Cookie cookie, Instant now) {
    if (!cookie.isKept(now)) {
      cookies.remove(cookie.key());
      return;
    }
    cookies.put(cookie.key(), cookie);
    if (cookies.size() > MOST) {
      cookies.remove(cookies.keySet().iterator().next());
    }
  }

  /** The header of a request to {@code to}: those of longer paths first, then the older. */
  Optional<String> header(URI to, Instant now) {
    List<Cookie> sent =
        cookies.values().stream()
            .filter(cookie -> cookie.goesTo(to, now))
            .sorted(Comparator.comparingInt((Cookie cookie) -> -cookie.path().length()))
            .toList();
    return sent.isEmpty()
        ? Optional.empty()
        : Optional.of(
            sent.stream()
                .map(cookie -> cookie.name() + "=" + cookie.value())
                .collect(Collectors.joining("; ")));
  }

  /** What is kept at {@code now}. */
  List<Cookie> kept(Instant now) {
    return cookies.values().stream().filter(cookie -> cookie.isKept(now)).toList();
  }

  /** The value of a cookie, where there is one of that name. */
  Optional<String> value(String name, Instant now) {
    return kept(now).stream()
        .filter(cookie -> cookie.name().equals(name))
        .map(Cookie::value)
        .reduce((first, second) -> second);
  }
}
