package io.vigie.probe.http;

import io.vigie.probe.web.WebHeaders;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The headers of an answer that become evidence. What is not known to be harmless does not: a
 * server may put a session, a token or a person's name into any header. Of a cookie, the name and
 * the attributes are told, of a place where it sends us, no query value and no user.
 */
final class EvidenceHeaders {

  private static final int LONGEST = 256;

  private static final Pattern QUERY = Pattern.compile("\\?[^\\s;,\"'>]*");
  private static final Pattern USER = Pattern.compile("//[^/?#\\s]*@");

  private static final Set<String> HARMLESS =
      Set.of(
          "accept-ranges",
          "access-control-allow-credentials",
          "access-control-allow-headers",
          "access-control-allow-methods",
          "access-control-allow-origin",
          "access-control-expose-headers",
          "access-control-max-age",
          "age",
          "allow",
          "alt-svc",
          "cache-control",
          "connection",
          "content-disposition",
          "content-encoding",
          "content-language",
          "content-length",
          "content-security-policy",
          "content-security-policy-report-only",
          "content-type",
          "cross-origin-embedder-policy",
          "cross-origin-opener-policy",
          "cross-origin-resource-policy",
          "date",
          "expires",
          "last-modified",
          "permissions-policy",
          "referrer-policy",
          "retry-after",
          "server",
          "strict-transport-security",
          "transfer-encoding",
          "upgrade",
          "vary",
          "via",
          "x-content-type-options",
          "x-frame-options",
          "x-xss-protection");

  /** Their values are known only to their writer, but for the first word. */
  private static final Set<String> CHALLENGES = Set.of("www-authenticate", "proxy-authenticate");

  private static final Set<String> PLACES = Set.of("location", "content-location", "refresh");

  private static final Set<String> ATTRIBUTES =
      Set.of(
          "secure",
          "httponly",
          "samesite",
          "path",
          "domain",
          "max-age",
          "expires",
          "partitioned",
          "priority");

  private EvidenceHeaders() {}

  /** By lower-case name; repeated ones joined with a comma. */
  static Map<String, String> of(WebHeaders headers) {
    Map<String, String> shown = new LinkedHashMap<>();
    for (Map.Entry<String, String> header : headers.entries()) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      shown(name, header.getValue())
          .forEach(value -> shown.merge(name, value, (first, next) -> cut(first + ", " + next)));
    }
    return shown;
  }

  private static Stream<String> shown(String name, String value) {
    if (HARMLESS.contains(name)) {
      return Stream.of(cut(withoutReports(value)));
    } else if (name.equals("set-cookie")) {
      return Stream.of(cut(cookie(value)));
    } else if (PLACES.contains(name)) {
      return Stream.of(cut(place(value)));
    } else if (CHALLENGES.contains(name)) {
      return Stream.of(cut(value.strip().split("[^A-Za-z0-9-]", 2)[0]));
    }
    return Stream.empty();
  }

  /** A policy may name where violations are told, with a key in the address. */
  private static String withoutReports(String value) {
    String plain = value.indexOf('?') < 0 ? value : QUERY.matcher(value).replaceAll("?…");
    return plain.contains("//") ? USER.matcher(plain).replaceAll("//…@") : plain;
  }

  private static String cookie(String line) {
    String[] parts = line.split(";", -1);
    String name = parts[0].indexOf('=') < 0 ? "" : parts[0].split("=", 2)[0].strip();
    return Stream.concat(
            Stream.of(name + "=…"),
            Stream.of(parts).skip(1).map(String::strip).filter(EvidenceHeaders::isAttribute))
        .collect(Collectors.joining("; "));
  }

  private static boolean isAttribute(String text) {
    return ATTRIBUTES.contains(text.split("=", 2)[0].strip().toLowerCase(Locale.ROOT));
  }

  /** The names of what is asked there, without their values. */
  static String place(String url) {
    String known = url.replaceFirst("//[^/?#]*@", "//…@").replaceFirst("#.*$", "#…");
    int query = known.indexOf('?');
    return query < 0
        ? known
        : known.substring(0, query) + known.substring(query).replaceAll("=[^&#]*", "=…");
  }

  private static String cut(String value) {
    return value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "…";
  }
}
