package io.vigie.runtime.http;

import io.netty.util.NetUtil;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The names by which this server may be asked. A page of somebody else whose name suddenly leads to
 * our address (DNS rebinding) would otherwise be answered as one of ours. An address instead of a
 * name is always right: such a page cannot have one. Immutable.
 */
final class HostNames {

  private static final String ANY = "*";
  private static final String LOCAL = "localhost";

  private final boolean any;
  private final Set<String> names = new HashSet<>();

  private HostNames(boolean any, List<String> names) {
    this.any = any;
    names.forEach(name -> this.names.add(plain(name)));
  }

  /**
   * The names that are set; where none are, any where others than this machine can ask, and else
   * only those of this machine.
   *
   * @param boundTo where this server listens
   * @param external where people find its pages; that name is right, too
   */
  static HostNames of(Optional<List<String>> set, String boundTo, Optional<String> external) {
    List<String> wanted = set.orElse(List.of());
    boolean any = set.isEmpty() ? !isLocal(plain(boundTo)) : wanted.contains(ANY);
    HostNames names = new HostNames(any, wanted);
    external.flatMap(HostNames::host).ifPresent(host -> names.names.add(plain(host)));
    return names;
  }

  /** Whether somebody may ask for {@code host}, as it is in the request, without the port. */
  boolean allow(String host) {
    String plain = plain(host);
    return any || isAddress(plain) || isLocal(plain) || names.contains(plain);
  }

  private static boolean isLocal(String host) {
    return host.equals(LOCAL)
        || host.endsWith("." + LOCAL)
        || (host.startsWith("127.") && NetUtil.isValidIpV4Address(host))
        || host.equals("::1");
  }

  private static boolean isAddress(String host) {
    return NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host);
  }

  private static String plain(String host) {
    String bare =
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    String lower = bare.strip().toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  private static Optional<String> host(String url) {
    try {
      return Optional.ofNullable(URI.create(url).getHost());
    } catch (IllegalArgumentException notAnAddress) {
      // Whoever uses it for links says what is wrong with it.
      return Optional.empty();
    }
  }
}
