package io.vigie.alert.notify.slack;

import io.vigie.alert.notify.ChannelSettings;
import java.net.URI;
import java.util.Set;

/** Where a secret may be sent: anywhere over TLS, and to this machine without. */
final class SlackAddress {

  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");

  private SlackAddress() {}

  static String checked(ChannelSettings settings, String name, String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      // The cause would repeat the address, which is a secret.
      throw settings.problem(name, "must be an address, was not readable as one");
    }
    boolean secure = "https".equals(uri.getScheme());
    boolean here = "http".equals(uri.getScheme()) && THIS_MACHINE.contains(uri.getHost());
    if (!secure && !here) {
      throw settings.problem(name, "must begin with https://, did not");
    }
    return url;
  }
}
