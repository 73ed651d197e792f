package io.vigie.probe.cors;

import java.util.Locale;

/** What can be wrong, the worst first. */
enum Defect {
  FOREIGN_ORIGIN_ALLOWED("must not be allowed"),
  NULL_ORIGIN_ALLOWED("must not be allowed"),
  LOOKALIKE_ORIGIN_ALLOWED("must not be allowed, and looks like one that is"),
  INSECURE_ORIGIN_ALLOWED("must not be allowed, is without TLS"),
  LOCAL_ORIGIN_ALLOWED("must not be allowed, is a developer's"),
  WILDCARD_WITH_CREDENTIALS("credentials must not be granted beside *"),
  ANY_ORIGIN_ALLOWED("any origin must not be allowed, is by *"),
  CREDENTIALS_TOO_WIDE("credentials must not be granted"),
  METHODS_TOO_WIDE("methods must be no more than declared"),
  HEADERS_TOO_WIDE("headers must be no more than declared"),
  ALLOW_ORIGIN_INVALID("Access-Control-Allow-Origin must be one origin"),
  ALLOWED_ORIGIN_REFUSED("must be allowed"),
  PREFLIGHT_FAILS("a preflight must be answered by 2xx"),
  UNAVAILABLE("must be answered by what is no 429 and no 5xx");

  private final String required;

  Defect(String required) {
    this.required = required;
  }

  String required() {
    return required;
  }

  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
