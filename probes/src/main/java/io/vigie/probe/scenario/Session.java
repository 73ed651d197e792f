package io.vigie.probe.scenario;

import java.util.Optional;

/** Whom the target takes us for: cookies and a bearer token. Confined to one thread. */
final class Session {

  private final CookieJar jar;
  private Optional<String> bearer;

  Session() {
    this(new CookieJar(), Optional.empty());
  }

  private Session(CookieJar jar, Optional<String> bearer) {
    this.jar = jar;
    this.bearer = bearer;
  }

  /** As it is now, whatever comes. */
  Session copy() {
    return new Session(jar.copy(), bearer);
  }

  CookieJar jar() {
    return jar;
  }

  Optional<String> bearer() {
    return bearer;
  }

  void bearer(String token) {
    bearer = Optional.of(token);
  }
}
