package io.vigie.probe.scenario;

import io.vigie.probe.scenario.Transport.Content;
import io.vigie.probe.scenario.Transport.Incoming;
import io.vigie.probe.scenario.Transport.Outgoing;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Carries requests with the cookies of a session, and follows redirects as a browser does. What is
 * secret goes to no other origin than the one it was meant for. Confined to one thread.
 */
final class Courier {

  private static final int MOST_REDIRECTS = 10;
  private static final int MOST_COOKIES = 100;
  static final int MOST_REQUESTS = 1_000;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final Set<String> READS = Set.of("GET", "HEAD");

  private final URI base;
  private final Transport transport;
  private final InstantSource clock;
  private final Optional<ScenarioCsrf> csrf;
  private final Discretion discretion;
  private int requests;

  Courier(
      URI base,
      Optional<ScenarioCsrf> csrf,
      Transport transport,
      InstantSource clock,
      Discretion discretion) {
    this.base = base;
    this.transport = transport;
    this.csrf = csrf;
    this.clock = clock;
    this.discretion = discretion;
  }

  /** What is to be asked, before cookies. */
  record Asked(
      String method,
      URI to,
      Map<String, String> headers,
      Optional<Content> content,
      boolean follows) {

    static Asked get(URI to) {
      return new Asked("GET", to, Map.of(), Optional.empty(), false);
    }
  }

  int requests() {
    return requests;
  }

  Answer send(Asked asked, Session session) {
    long startedAt = System.nanoTime();
    List<Cookie> cookies = new ArrayList<>();
    Asked next = asked;
    for (int redirects = 0; ; redirects++) {
      Incoming incoming = once(next, session);
      keep(incoming, next.to(), session, cookies);
      Answer answer =
          new Answer(
              next.to(),
              incoming.status(),
              incoming.headers(),
              incoming.body(),
              incoming.truncated(),
              incoming.file(),
              cookies,
              redirects,
              Duration.ofNanos(System.nanoTime() - startedAt));
      if (!asked.follows()
          || !REDIRECTS.contains(answer.status())
          || answer.header("location").isEmpty()) {
        return answer;
      } else if (redirects == MOST_REDIRECTS) {
        throw new Setback(
            "too-many-redirects", "must be at most " + MOST_REDIRECTS + " redirects, were more");
      }
      next = redirected(next, answer);
    }
  }

  private Incoming once(Asked asked, Session session) {
    if (++requests > MOST_REQUESTS) {
      throw new Setback("too-many-requests", "must be at most " + MOST_REQUESTS + " requests");
    }
    Map<String, String> headers = new LinkedHashMap<>();
    asked.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    if (!headers.containsKey("cookie")) {
      session
          .jar()
          .header(asked.to(), clock.instant())
          .ifPresent(all -> headers.put("cookie", all));
    }
    boolean ours = Place.origin(asked.to()).equals(Place.origin(base));
    session
        .bearer()
        .filter(_ -> ours)
        .ifPresent(token -> headers.putIfAbsent("authorization", "Bearer " + token));
    if (!READS.contains(asked.method())) {
      headers.putIfAbsent("origin", Place.origin(base));
      csrf.filter(_ -> ours).ifPresent(way -> repeatCookie(way, session, headers));
    }
    return transport.send(new Outgoing(asked.method(), asked.to(), headers, asked.content()));
  }

  private void repeatCookie(ScenarioCsrf way, Session session, Map<String, String> headers) {
    way.cookie()
        .flatMap(name -> session.jar().value(name, clock.instant()))
        .ifPresent(token -> headers.putIfAbsent(way.header().toLowerCase(Locale.ROOT), token));
  }

  private void keep(Incoming incoming, URI from, Session session, List<Cookie> cookies) {
    incoming.headers().getOrDefault("set-cookie", List.of()).stream()
        .limit(MOST_COOKIES)
        .flatMap(line -> Cookie.parse(line, from, clock.instant()).stream())
        .forEach(
            cookie -> {
              discretion.concealUnlessPlain(cookie.value());
              cookies.add(cookie);
              session.jar().put(cookie, clock.instant());
            });
  }

  private Asked redirected(Asked from, Answer answer) {
    URI to =
        answer
            .location()
            .orElseThrow(
                () ->
                    new Setback(
                        "redirect-refused", "a redirect must lead to an http or https URL"));
    if (Place.isSecure(from.to()) && !Place.isSecure(to)) {
      throw new Setback(
          "redirect-downgrade", "redirect leads from https to " + Place.shown(to, base));
    }
    boolean stays = Place.origin(to).equals(Place.origin(from.to()));
    boolean drops =
        answer.status() == 303 || (answer.status() < 303 && from.method().equals("POST"));
    if (!stays && !drops && from.content().isPresent()) {
      throw new Setback(
          "redirect-refused", "redirect would take what was sent to " + Place.shown(to, base));
    }
    return new Asked(
        drops && !READS.contains(from.method()) ? "GET" : from.method(),
        to,
        stays ? from.headers() : Map.of(),
        drops ? Optional.empty() : from.content(),
        true);
  }
}
