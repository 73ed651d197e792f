package io.vigie.alert.notify;

import io.vigie.runtime.net.NeverReachable;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where a channel sends to. Over TLS, or to this machine; elsewhere in the clear only where {@code
 * tls=none} says so, and never together with a secret.
 */
public final class ChannelAddress {

  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");

  /** A shorter part of an address is a word. */
  private static final int SHORTEST_TO_MASK = 10;

  private ChannelAddress() {}

  /** An address that may travel over TLS only, as one that is or goes with a secret. */
  public static URI secret(ChannelSettings settings, String name, String url) {
    URI uri = readable(settings, name, url);
    if (!isSecure(uri) && !isHere(uri)) {
      throw settings.problem(name, "must begin with https://, did not");
    }
    return uri;
  }

  /**
   * An address that is no secret.
   *
   * @param companions settings that are secrets and would travel with it
   */
  public static URI open(ChannelSettings settings, String name, String url, String... companions) {
    String tls = settings.optional("tls").orElse("required");
    if (tls.equals("required")) {
      return secret(settings, name, url);
    }
    if (!tls.equals("none")) {
      throw settings.problem("tls", "must be required or none, was \"" + tls + '"');
    }
    for (String companion : companions) {
      if (settings.optional(companion).isPresent()) {
        throw settings.problem("tls", "must be required together with " + companion + ", was none");
      }
    }
    URI uri = readable(settings, name, url);
    if (!isSecure(uri) && !"http".equals(uri.getScheme())) {
      throw settings.problem(name, "must begin with https:// or http://, did not");
    }
    return uri;
  }

  /** All of an address that somebody could use who reads it in an error. */
  public static List<Secret> masks(URI address) {
    String path = address.getRawPath() == null ? "" : address.getRawPath();
    String query = address.getRawQuery() == null ? "" : address.getRawQuery();
    Stream<String> parts = Stream.of(path, query).flatMap(text -> Stream.of(text.split("[/&=]")));
    return Stream.concat(
            Stream.of(address.toString(), path + "?" + query, query),
            parts.filter(part -> part.length() >= SHORTEST_TO_MASK))
        .filter(text -> !text.isEmpty())
        .map(Secret::new)
        .toList();
  }

  private static URI readable(ChannelSettings settings, String name, String url) {
    URI uri = parsed(settings, name, url);
    NeverReachable.reason(uri.getHost())
        .ifPresent(
            why -> {
              throw settings.problem(name, "must be an address that may be called, was " + why);
            });
    return uri;
  }

  private static URI parsed(ChannelSettings settings, String name, String url) {
    return parsed(url)
        .filter(uri -> uri.getHost() != null && uri.getRawUserInfo() == null)
        // The address itself may be a secret and is not repeated.
        .orElseThrow(
            () ->
                settings.problem(
                    name, "must be an address without user and password, was not readable as one"));
  }

  private static Optional<URI> parsed(String url) {
    try {
      return Optional.of(URI.create(url));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isSecure(URI uri) {
    return "https".equals(uri.getScheme());
  }

  private static boolean isHere(URI uri) {
    return "http".equals(uri.getScheme()) && THIS_MACHINE.contains(uri.getHost());
  }
}
