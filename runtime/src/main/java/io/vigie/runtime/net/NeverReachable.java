package io.vigie.runtime.net;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The addresses that are out of reach whatever a policy says: metadata services, link-local ones,
 * and those that are nobody's. The list is our own, because the predicates of {@link InetAddress}
 * do not know metadata services.
 */
public final class NeverReachable {

  private static final Map<Cidr, String> BLOCKS =
      blocks(
          Map.entry("168.63.129.16/32", "metadata service (Azure)"),
          Map.entry("100.100.100.200/32", "metadata service (Alibaba)"),
          Map.entry("192.0.0.192/32", "metadata service (Oracle)"),
          Map.entry("169.254.0.0/16", "link-local, home of metadata services"),
          Map.entry("0.0.0.0/8", "unspecified"),
          Map.entry("224.0.0.0/4", "multicast"),
          Map.entry("255.255.255.255/32", "broadcast"),
          Map.entry("240.0.0.0/4", "reserved"),
          Map.entry("fd00:ec2::/32", "metadata service (AWS)"),
          Map.entry("fd20:ce::254/128", "metadata service (Google)"),
          Map.entry("fd00:c1::a9fe:a9fe/128", "metadata service (Oracle)"),
          Map.entry("fd00:42::42/128", "metadata service (Scaleway)"),
          Map.entry("::/128", "unspecified"),
          Map.entry("fe80::/10", "link-local"),
          Map.entry("ff00::/8", "multicast"));

  private NeverReachable() {}

  /** Why {@code address}, or where it leads to, is out of reach; empty where it is not. */
  public static Optional<String> reason(InetAddress address) {
    for (InetAddress inner : EmbeddedAddress.in(address)) {
      Optional<String> why = itself(inner);
      if (why.isPresent()) {
        return Optional.of("leads to " + inner.getHostAddress() + ": " + why.get());
      }
    }
    return itself(address);
  }

  /** Why a host that is written as an address is out of reach; empty for a name. */
  public static Optional<String> reason(String host) {
    String bare =
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    try {
      return reason(InetAddress.ofLiteral(bare));
    } catch (IllegalArgumentException aName) {
      return Optional.empty();
    }
  }

  /** The same for the address alone, wherever it leads to. */
  public static Optional<String> itself(InetAddress address) {
    return BLOCKS.entrySet().stream()
        .filter(entry -> entry.getKey().contains(address))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  @SafeVarargs
  private static Map<Cidr, String> blocks(Map.Entry<String, String>... entries) {
    Map<Cidr, String> blocks = new LinkedHashMap<>();
    for (Map.Entry<String, String> entry : entries) {
      blocks.put(Cidr.parse(entry.getKey()), entry.getValue());
    }
    return blocks;
  }
}
