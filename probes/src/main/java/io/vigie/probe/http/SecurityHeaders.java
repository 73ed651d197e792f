package io.vigie.probe.http;

import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The usual security headers, parsed. What is malformed counts as what it fails to say. */
final class SecurityHeaders {

  private SecurityHeaders() {}

  /** Strict-Transport-Security; of several, the first counts (RFC 6797). */
  record Hsts(boolean present, Duration maxAge, boolean includeSubDomains, boolean preload) {

    static Hsts of(HttpHeaders headers) {
      String value = headers.get("strict-transport-security");
      if (value == null) {
        return new Hsts(false, Duration.ZERO, false, false);
      }
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

  /** The directives of a Content-Security-Policy; of one that is repeated, the first counts. */
  static Map<String, List<String>> directives(String policy) {
    Map<String, List<String>> directives = new LinkedHashMap<>();
    for (String directive : policy.split(";", -1)) {
      String[] words = directive.strip().split("\\s+", -1);
      if (!words[0].isEmpty()) {
        directives.putIfAbsent(
            words[0].toLowerCase(Locale.ROOT), List.of(words).subList(1, words.length));
      }
    }
    return directives;
  }

  /** The cookies that an answer sets, without their values. */
  static List<Map<String, Object>> cookies(HttpHeaders headers) {
    List<Map<String, Object>> cookies = new ArrayList<>();
    headers.getAll("set-cookie").forEach(line -> cookies.add(cookie(line)));
    return cookies;
  }

  private static Map<String, Object> cookie(String line) {
    String[] parts = line.split(";", -1);
    Map<String, Object> cookie = new LinkedHashMap<>();
    cookie.put("name", parts[0].split("=", 2)[0].strip());
    cookie.put("secure", false);
    cookie.put("httpOnly", false);
    cookie.put("sameSite", "");
    cookie.put("path", "");
    cookie.put("domain", "");
    Arrays.stream(parts).skip(1).forEach(attribute -> attribute(cookie, attribute.strip()));
    return cookie;
  }

  private static void attribute(Map<String, Object> cookie, String attribute) {
    String[] parts = attribute.split("=", 2);
    String value = parts.length == 2 ? parts[1].strip() : "";
    switch (parts[0].strip().toLowerCase(Locale.ROOT)) {
      case "secure" -> cookie.put("secure", true);
      case "httponly" -> cookie.put("httpOnly", true);
      case "samesite" -> cookie.put("sameSite", value.toLowerCase(Locale.ROOT));
      case "path" -> cookie.put("path", value);
      case "domain" -> cookie.put("domain", value.toLowerCase(Locale.ROOT));
      default -> {
        // Other attributes say nothing of security.
      }
    }
  }
}
