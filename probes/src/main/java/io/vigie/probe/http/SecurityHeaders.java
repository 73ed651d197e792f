package io.vigie.probe.http;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import io.netty.handler.codec.DateFormatter;
import io.vigie.probe.web.WebHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The usual security headers, parsed. What is malformed counts as what it fails to say. */
final class SecurityHeaders {

  /** What is told of a cookie. */
  static final Map<String, CelType> COOKIE_FIELDS =
      Map.ofEntries(
          Map.entry("name", SimpleType.STRING),
          Map.entry("secure", SimpleType.BOOL),
          Map.entry("httpOnly", SimpleType.BOOL),
          Map.entry("sameSite", SimpleType.STRING),
          Map.entry("path", SimpleType.STRING),
          Map.entry("domain", SimpleType.STRING),
          Map.entry("maxAge", SimpleType.DURATION),
          Map.entry("expires", SimpleType.TIMESTAMP),
          Map.entry("session", SimpleType.BOOL),
          Map.entry("partitioned", SimpleType.BOOL),
          Map.entry("priority", SimpleType.STRING));

  private SecurityHeaders() {}

  /** Strict-Transport-Security; of several, the first counts (RFC 6797). */
  record Hsts(boolean present, Duration maxAge, boolean includeSubDomains, boolean preload) {

    static Hsts of(WebHeaders headers) {
      return headers
          .first("strict-transport-security")
          .map(Hsts::of)
          .orElseGet(() -> new Hsts(false, Duration.ZERO, false, false));
    }

    private static Hsts of(String value) {
      List<String> directives =
          Arrays.stream(value.toLowerCase(Locale.ROOT).split(";", -1)).map(String::strip).toList();
      return new Hsts(
          true,
          directives.stream()
              .flatMap(text -> maxAge(text).stream())
              .findFirst()
              .orElse(Duration.ZERO),
          directives.contains("includesubdomains"),
          directives.contains("preload"));
    }

    private static Optional<Duration> maxAge(String directive) {
      String[] parts = directive.split("=", 2);
      String seconds = parts.length == 2 ? parts[1].strip().replace("\"", "") : "";
      return parts[0].strip().equals("max-age") && seconds.matches("\\d{1,10}")
          ? Optional.of(Duration.ofSeconds(Long.parseLong(seconds)))
          : Optional.empty();
    }
  }

  /** The cookies that an answer sets at {@code now}, without their values. */
  static List<Map<String, Object>> cookies(WebHeaders headers, Instant now) {
    List<Map<String, Object>> cookies = new ArrayList<>();
    headers.all("set-cookie").forEach(line -> cookies.add(cookie(line, now)));
    return cookies;
  }

  private static Map<String, Object> cookie(String line, Instant now) {
    String[] parts = line.split(";", -1);
    Map<String, Object> cookie = new LinkedHashMap<>();
    cookie.put("name", parts[0].split("=", 2)[0].strip());
    cookie.put("secure", false);
    cookie.put("httpOnly", false);
    cookie.put("sameSite", "");
    cookie.put("path", "");
    cookie.put("domain", "");
    cookie.put("partitioned", false);
    cookie.put("priority", "");
    cookie.put("expires", expires(parts).orElse(Instant.EPOCH));
    Arrays.stream(parts).skip(1).forEach(attribute -> attribute(cookie, attribute.strip()));
    Optional<Duration> lifetime = lifetime(parts, now);
    cookie.put("maxAge", lifetime.orElse(Duration.ZERO));
    cookie.put("session", lifetime.isEmpty());
    return cookie;
  }

  /** How long it is kept: Max-Age counts before Expires (RFC 6265). None for one of a session. */
  private static Optional<Duration> lifetime(String[] parts, Instant now) {
    return last(parts, "max-age")
        .filter(seconds -> seconds.matches("-?\\d{1,10}"))
        .map(seconds -> Duration.ofSeconds(Math.max(0, Long.parseLong(seconds))))
        .or(() -> expires(parts).map(at -> until(at, now)));
  }

  private static Duration until(Instant expires, Instant now) {
    return expires.isBefore(now) ? Duration.ZERO : Duration.between(now, expires);
  }

  private static Optional<Instant> expires(String[] parts) {
    return last(parts, "expires").map(DateFormatter::parseHttpDate).map(Date::toInstant);
  }

  private static Optional<String> last(String[] parts, String attribute) {
    return Arrays.stream(parts)
        .skip(1)
        .map(part -> part.split("=", 2))
        .filter(part -> part.length == 2 && part[0].strip().equalsIgnoreCase(attribute))
        .map(part -> part[1].strip())
        .reduce((first, second) -> second);
  }

  private static void attribute(Map<String, Object> cookie, String attribute) {
    String[] parts = attribute.split("=", 2);
    String value = parts.length == 2 ? parts[1].strip() : "";
    switch (parts[0].strip().toLowerCase(Locale.ROOT)) {
      case "secure" -> cookie.put("secure", true);
      case "httponly" -> cookie.put("httpOnly", true);
      case "samesite" -> cookie.put("sameSite", value.toLowerCase(Locale.ROOT));
      case "partitioned" -> cookie.put("partitioned", true);
      case "priority" -> cookie.put("priority", value.toLowerCase(Locale.ROOT));
      case "path" -> cookie.put("path", value);
      case "domain" -> cookie.put("domain", value.toLowerCase(Locale.ROOT));
      default -> {
        // Other attributes say nothing of security.
      }
    }
  }
}
