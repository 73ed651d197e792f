package io.vigie.probe.scenario;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** What is asked of URLs. */
final class Place {

  private Place() {}

  /** Where {@code text} leads from {@code base}; fails where it is no http or https URL. */
  static URI resolve(URI base, String text) {
    try {
      URI to = base.resolve(new URI(text.strip()));
      String scheme = to.getScheme() == null ? "" : to.getScheme().toLowerCase(Locale.ROOT);
      if (to.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
        throw new IllegalArgumentException("must lead to an http or https URL");
      }
      if (to.getRawUserInfo() != null) {
        throw new IllegalArgumentException("must have no user and password in it");
      }
      return to;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("must be a URL or a path of one", e);
    }
  }

  /** Scheme, host and port in one spelling. */
  static String origin(URI uri) {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    int usual = scheme.equals("https") ? 443 : 80;
    int port = uri.getPort() < 0 ? usual : uri.getPort();
    return scheme
        + "://"
        + uri.getHost().toLowerCase(Locale.ROOT)
        + (port == usual ? "" : ":" + port);
  }

  static String path(URI uri) {
    String path = uri.getRawPath();
    return path == null || path.isEmpty() ? "/" : path;
  }

  /** Without its query, which may hold anything. */
  static String shown(URI uri, URI base) {
    return origin(uri).equals(origin(base)) ? path(uri) : origin(uri) + path(uri);
  }

  static boolean isSecure(URI uri) {
    return "https".equalsIgnoreCase(uri.getScheme());
  }
}
