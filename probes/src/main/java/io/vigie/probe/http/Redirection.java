package io.vigie.probe.http;

import io.vigie.probe.net.Trouble.Broken;
import io.vigie.probe.web.Url;
import io.vigie.probe.web.WebResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a run went, and whether it may go on. What is secret is told to no other origin than the
 * first. Confined to one thread.
 */
final class Redirection {

  private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);
  private static final Set<String> CREDENTIALS =
      Set.of("authorization", "cookie", "proxy-authorization");

  private final HttpSettings settings;
  private final List<Url> chain = new ArrayList<>();
  private final Set<String> visited = new HashSet<>();

  Redirection(HttpSettings settings) {
    this.settings = settings;
  }

  /** Remembers that {@code hop} is made. */
  void visit(Hop hop) {
    chain.add(hop.url());
    visited.add(key(hop.method(), hop.url()));
  }

  /** The URLs that were asked, in order. */
  List<Url> chain() {
    return List.copyOf(chain);
  }

  /** True for an answer that sends the run elsewhere. */
  boolean isFollowed(int status) {
    return settings.redirects() == Redirects.FOLLOW && STATUSES.contains(status);
  }

  /**
   * The request to make next, or none when {@code answer} is the last; fails with {@link Broken}.
   */
  Optional<Hop> next(Hop from, WebResponse answer) {
    Optional<String> location = answer.headers().first("location");
    if (!isFollowed(answer.status()) || location.isEmpty()) {
      return Optional.empty();
    }
    Url to = destination(from.url(), location.get());
    Hop next = hop(from, answer.status(), to);
    if (visited.contains(key(next.method(), to))) {
      throw broken("redirect-loop", "redirect leads back to " + to, to);
    } else if (from.url().secure() && !to.secure()) {
      throw broken("redirect-downgrade", "redirect leads from https to " + to, to);
    } else if (chain.size() > Redirects.MOST) {
      throw broken(
          "too-many-redirects",
          "must be at most " + Redirects.MOST + " redirects, the next leads to " + to,
          to);
    }
    return Optional.of(next);
  }

  private Url destination(Url from, String location) {
    try {
      return from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new Broken(
          "redirect-refused",
          "a redirect must lead to an http or https URL, leads to \"" + Url.masked(location) + '"',
          facts());
    }
  }

  private Hop hop(Hop from, int status, Url to) {
    boolean dropsBody =
        status == 303 || (status != 307 && status != 308 && from.method().equals("POST"));
    boolean stays = to.sameOrigin(chain.getFirst());
    if (!stays && !dropsBody && settings.sent().anyMatch(Redirection::isSecret)) {
      throw broken("redirect-refused", "redirect would take a secret to " + to, to);
    }
    boolean reads = from.method().equals("HEAD") || from.method().equals("GET");
    return new Hop(
        to,
        dropsBody && !reads ? "GET" : from.method(),
        headers(from, stays, dropsBody),
        dropsBody ? Optional.empty() : from.body());
  }

  private Map<String, String> headers(Hop from, boolean stays, boolean dropsBody) {
    Map<String, String> headers = new HashMap<>(from.headers());
    headers
        .keySet()
        .removeIf(
            name ->
                (!stays && isSecret(name, settings.headers().getOrDefault(name, "")))
                    || (dropsBody && name.toLowerCase(Locale.ROOT).startsWith("content-"))
                    || name.equalsIgnoreCase("host"));
    return headers;
  }

  private static boolean isSecret(String name, String template) {
    return CREDENTIALS.contains(name.toLowerCase(Locale.ROOT)) || isSecret(template);
  }

  private static boolean isSecret(String template) {
    return template.contains("${secret:");
  }

  private Broken broken(String code, String message, Url to) {
    Map<String, String> facts = new HashMap<>(facts());
    facts.merge("redirects", to.shown(), (chain, last) -> chain + " → " + last);
    return new Broken(code, message, facts);
  }

  /** The chain as a fact, where there is one. */
  Map<String, String> facts() {
    return Map.of("redirects", String.join(" → ", chain.stream().map(Url::shown).toList()));
  }

  private static String key(String method, Url url) {
    return method + " " + url.text();
  }
}
