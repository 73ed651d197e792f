package io.vigie.probe.scenario;

import io.netty.handler.codec.DateFormatter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A cookie as it is kept (RFC 6265).
 *
 * @param domain the host that set it, or the domain that it names
 * @param hostOnly whether it goes to no other host than that
 * @param expires when it is to be forgotten; never where it belongs to the session
 */
record Cookie(
    String name,
    String value,
    String domain,
    boolean hostOnly,
    String path,
    boolean secure,
    boolean httpOnly,
    String sameSite,
    Optional<Instant> expires) {

  /** Name and value together, and each attribute (RFC 6265bis). */
  private static final int LONGEST = 4096;

  private static final int LONGEST_ATTRIBUTE = 1024;

  /** The cookie that {@code line} sets from {@code from}; none where it must be passed over. */
  static Optional<Cookie> parse(String line, URI from, Instant now) {
    String[] parts = line.split(";", -1);
    String[] pair = parts[0].split("=", 2);
    String name = pair.length == 2 ? pair[0].strip() : "";
    String value = pair.length == 2 ? pair[1].strip() : "";
    if (name.isEmpty() || name.length() + value.length() > LONGEST || hasControls(parts[0])) {
      return Optional.empty();
    }
    String host = from.getHost().toLowerCase(Locale.ROOT);
    String domain = attribute(parts, "domain").orElse("").toLowerCase(Locale.ROOT);
    domain = domain.startsWith(".") ? domain.substring(1) : domain;
    String path = attribute(parts, "path").filter(p -> p.startsWith("/")).orElse(directory(from));
    Cookie cookie =
        new Cookie(
            name,
            value,
            domain.isEmpty() ? host : domain,
            domain.isEmpty() || (domain.equals(host) && !domain.contains(".")),
            path,
            has(parts, "secure"),
            has(parts, "httponly"),
            attribute(parts, "samesite").orElse("").toLowerCase(Locale.ROOT),
            expires(parts, now));
    return Optional.of(cookie).filter(set -> set.maySet(from, host));
  }

  private boolean maySet(URI from, String host) {
    boolean overTls = isSecure(from);
    if ((secure && !overTls) || !belongs(host, domain, hostOnly)) {
      return false;
    } else if (name.startsWith("__Host-")) {
      return secure && hostOnly && path.equals("/");
    }
    return !name.startsWith("__Secure-") || secure;
  }

  /** A domain of one word, such as {@code com}, would let a cookie go to everybody. */
  private static boolean belongs(String host, String domain, boolean hostOnly) {
    if (hostOnly || host.equals(domain)) {
      return host.equals(domain);
    }
    return domain.contains(".") && !isAddress(host) && host.endsWith("." + domain);
  }

  private static boolean isAddress(String host) {
    return host.startsWith("[") || host.matches("[0-9.]+");
  }

  /** True when it is sent to {@code to} at {@code now}. */
  boolean goesTo(URI to, Instant now) {
    String host = to.getHost().toLowerCase(Locale.ROOT);
    return isKept(now)
        && (!secure || isSecure(to))
        && (host.equals(domain) || (!hostOnly && !isAddress(host) && host.endsWith("." + domain)))
        && matchesPath(
            to.getRawPath() == null || to.getRawPath().isEmpty() ? "/" : to.getRawPath());
  }

  boolean isKept(Instant now) {
    return expires.filter(end -> !end.isAfter(now)).isEmpty();
  }

  private boolean matchesPath(String asked) {
    return asked.equals(path)
        || (asked.startsWith(path) && (path.endsWith("/") || asked.charAt(path.length()) == '/'));
  }

  /** One that takes the place of another has the same. */
  String key() {
    return name + '\n' + domain + '\n' + hostOnly + '\n' + path;
  }

  /** As expectations speak of it; its value is nobody's business. */
  Map<String, Object> words(Instant now) {
    Optional<Duration> left = expires.map(end -> Duration.between(now, end));
    return Map.of(
        "name", name,
        "secure", secure,
        "httpOnly", httpOnly,
        "sameSite", sameSite,
        "path", path,
        "domain", hostOnly ? "" : domain,
        "maxAge", left.filter(Duration::isPositive).orElse(Duration.ZERO),
        "session", expires.isEmpty());
  }

  private static boolean isSecure(URI uri) {
    return "https".equalsIgnoreCase(uri.getScheme());
  }

  /** Where a cookie without a path belongs: the folder of what set it. */
  private static String directory(URI from) {
    String path = from.getRawPath() == null ? "" : from.getRawPath();
    int last = path.lastIndexOf('/');
    return last <= 0 ? "/" : path.substring(0, last);
  }

  /** Max-Age counts before Expires, and of several the last. */
  private static Optional<Instant> expires(String[] parts, Instant now) {
    return attribute(parts, "max-age")
        .filter(seconds -> seconds.matches("-?\\d{1,10}"))
        .map(seconds -> now.plusSeconds(Long.parseLong(seconds)))
        .or(
            () ->
                attribute(parts, "expires")
                    .flatMap(date -> Optional.ofNullable(DateFormatter.parseHttpDate(date)))
                    .map(date -> date.toInstant()));
  }

  private static Optional<String> attribute(String[] parts, String name) {
    return Arrays.stream(parts)
        .skip(1)
        .map(part -> part.split("=", 2))
        .filter(part -> part.length == 2 && part[0].strip().equalsIgnoreCase(name))
        .map(part -> part[1].strip())
        .filter(value -> value.length() <= LONGEST_ATTRIBUTE)
        .reduce((first, second) -> second);
  }

  private static boolean has(String[] parts, String name) {
    return Arrays.stream(parts)
        .skip(1)
        .anyMatch(part -> part.split("=", 2)[0].strip().equalsIgnoreCase(name));
  }

  private static boolean hasControls(String text) {
    return text.chars().anyMatch(c -> c < ' ' || c == 0x7f);
  }

  @Override
  public String toString() {
    return name + "=…";
  }
}
