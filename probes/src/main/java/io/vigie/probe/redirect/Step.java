package io.vigie.probe.redirect;

import io.vigie.probe.http.HttpSettings;
import io.vigie.probe.http.HttpTls;
import io.vigie.probe.http.Redirects;
import io.vigie.probe.web.Protocol;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One answer on the way.
 *
 * @param location where it sends us, where it does
 */
record Step(URI url, long status, Optional<URI> location) {

  private static final Set<Long> STATUSES = Set.of(301L, 302L, 303L, 307L, 308L);

  /** True for a status that means to send us elsewhere. */
  static boolean isRedirect(long status) {
    return STATUSES.contains(status);
  }

  /**
   * What a {@code Location} header means here, without its fragment; nothing where it is no URL
   * that an author could have written. It can refer to no secret: a brace is not allowed in a URL.
   */
  static Optional<URI> resolved(URI from, String location) {
    try {
      String to = from.resolve(new URI(location.strip())).toString();
      URI url = URI.create(to.replaceFirst("#.*$", ""));
      return isAskable(url) ? Optional.of(url) : Optional.empty();
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static boolean isUrl(String text) {
    try {
      return new URI(text).getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** True for what a request can be made of. */
  static boolean isAskable(URI url) {
    try {
      HttpSettings.of(url.toString());
      return url.getHost() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  static boolean isSecure(URI url) {
    return "https".equalsIgnoreCase(url.getScheme());
  }

  static boolean isSameHost(URI one, URI other) {
    return one.getHost().equalsIgnoreCase(other.getHost());
  }

  /** The same path and the same query. */
  static boolean isSamePath(URI one, URI other) {
    return path(one).equals(path(other)) && Objects.equals(one.getRawQuery(), other.getRawQuery());
  }

  private static String path(URI url) {
    String path = url.getRawPath();
    return path == null || path.isEmpty() ? "/" : path;
  }

  /** The request for it: nothing is followed, and next to nothing of a body is read. */
  static HttpSettings request(URI url, HttpTls tls) {
    return new HttpSettings(
        url.toString(), "GET", Map.of(), Optional.empty(), Redirects.STAY, Protocol.ANY, 1, tls);
  }

  Map<String, Object> fields() {
    return Map.of(
        "url", url.toString(),
        "status", status,
        "location", location.map(URI::toString).orElse(""));
  }
}
