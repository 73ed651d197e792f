package io.vigie.probe.web;

import io.vigie.probe.settings.InvalidSetting;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a request goes.
 *
 * @param host as it is resolved: an IPv6 address without brackets
 * @param path what the request line asks for, with the query
 * @param shown how it is written in facts and messages; secrets are references there
 */
public record Url(boolean secure, String host, int port, String path, String shown) {

  private static final Set<String> SCHEMES = Set.of("http", "https");

  /**
   * Wider than {@link URI}'s: a service of a container network may have an underscore in its name.
   */
  private static final Pattern AUTHORITY =
      Pattern.compile(
          "(?<host>\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9_](?:[A-Za-z0-9._-]*))(?::(?<port>\\d{0,5}))?");

  private static final Pattern USER = Pattern.compile("//[^/?#]*@");

  /** Stands for a secret; nobody calls a host so. */
  private static final String UNKNOWN = "vigie_secret";

  private static final Pattern SECRET = Pattern.compile("\\$\\{secret:[^}]*}");

  /** Fails with what an author must change; a reference to a secret may stand for anything. */
  public static void requireValid(String url) {
    try {
      parse(SECRET.matcher(url).replaceAll("x"), url);
    } catch (IllegalArgumentException e) {
      throw new InvalidSetting("url", e.getMessage());
    }
  }

  /** The host in one spelling; nothing where it depends on a secret. */
  public static Optional<String> host(String url) {
    try {
      String host = parse(SECRET.matcher(url).replaceAll(UNKNOWN), url).host;
      String plain = host.toLowerCase(Locale.ROOT).replaceAll("\\.$", "");
      return plain.contains(UNKNOWN)
          ? Optional.empty()
          : Optional.of(
              plain.contains(":") ? InetAddress.ofLiteral(plain).getHostAddress() : plain);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Reads {@code text}; fails with {@link IllegalArgumentException}. */
  public static Url of(String text) {
    return parse(text, text);
  }

  /** Reads {@code text}; failures speak of {@code shown}. */
  public static Url parse(String text, String shown) {
    URI uri;
    try {
      uri = new URI(new URI(text).toASCIIString());
    } catch (URISyntaxException e) {
      throw refused(shown, e.getReason().toLowerCase(Locale.ROOT));
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!SCHEMES.contains(scheme)) {
      throw refused(shown, "its scheme is neither");
    }
    return of(uri, scheme.equals("https"), shown);
  }

  private static Url of(URI uri, boolean secure, String shown) {
    if (uri.getRawAuthority() != null && uri.getRawAuthority().indexOf('@') >= 0) {
      throw refused(shown, "user and password belong into an authorization header");
    }
    Matcher authority = AUTHORITY.matcher(Objects.requireNonNullElse(uri.getRawAuthority(), ""));
    if (!authority.matches()) {
      throw refused(shown, "it has no valid host");
    }
    String digits = authority.group("port");
    int usual = secure ? 443 : 80;
    int port = digits == null || digits.isEmpty() ? usual : Integer.parseInt(digits);
    if (port == 0 || port > 65535) {
      throw refused(shown, "its port is not 1 to 65535");
    }
    String host = authority.group("host").replaceAll("^\\[|]$", "");
    return new Url(secure, host, port, path(uri), withoutFragment(shown));
  }

  private static IllegalArgumentException refused(String shown, String why) {
    return new IllegalArgumentException(
        "must be an absolute http or https URL, was \"" + masked(shown) + "\": " + why);
  }

  /** Without a password that somebody wrote where none belongs. */
  public static String masked(String shown) {
    return USER.matcher(shown).replaceFirst("//…@");
  }

  private static String path(URI uri) {
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }

  private static String withoutFragment(String shown) {
    int fragment = shown.indexOf('#');
    return fragment < 0 ? shown : shown.substring(0, fragment);
  }

  /**
   * The place that a {@code Location} header of an answer from here points to; fails with {@link
   * IllegalArgumentException} where it is no http or https URL.
   */
  public Url resolve(String location) {
    String to = URI.create(text()).resolve(URI.create(location.strip())).toString();
    return parse(to, to);
  }

  /** The host and, unless it is the usual one, the port: the {@code Host} header. */
  public String authority() {
    String bracketed = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return port == (secure ? 443 : 80) ? bracketed : bracketed + ":" + port;
  }

  /** True when scheme, host and port are the same: what may be told to one may be told to both. */
  public boolean sameOrigin(Url other) {
    return secure == other.secure && port == other.port && host.equalsIgnoreCase(other.host);
  }

  /** The whole URL. May hold a secret; only for comparing and resolving. */
  public String text() {
    return (secure ? "https://" : "http://") + authority() + path;
  }

  @Override
  public String toString() {
    return shown;
  }
}
