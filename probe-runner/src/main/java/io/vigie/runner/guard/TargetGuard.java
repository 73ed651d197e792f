package io.vigie.runner.guard;

import io.vigie.runner.guard.Decision.Allowed;
import io.vigie.runner.guard.Decision.Refused;
import io.vigie.runtime.net.Cidr;
import io.vigie.runtime.net.EmbeddedAddress;
import io.vigie.runtime.net.NeverReachable;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides which addresses a runner may reach. The list of blocks is our own, because the predicates
 * of {@link InetAddress} know neither unique local addresses nor carrier-grade NAT nor metadata
 * services. Immutable.
 */
public final class TargetGuard {

  /** What is behind a firewall, or on the runner's own machine, is opt-in. */
  public static final List<String> SERVICE_DEFAULT = List.of("public");

  private static final Map<Cidr, String> LOOPBACK =
      blocks(Map.entry("127.0.0.0/8", "loopback"), Map.entry("::1/128", "loopback"));

  private static final Map<Cidr, String> PRIVATE =
      blocks(
          Map.entry("10.0.0.0/8", "private"),
          Map.entry("172.16.0.0/12", "private"),
          Map.entry("192.168.0.0/16", "private"),
          Map.entry("100.64.0.0/10", "carrier-grade NAT"),
          Map.entry("192.0.0.0/24", "protocol assignments"),
          Map.entry("192.0.2.0/24", "documentation"),
          Map.entry("198.51.100.0/24", "documentation"),
          Map.entry("203.0.113.0/24", "documentation"),
          Map.entry("198.18.0.0/15", "benchmarking"),
          Map.entry("192.88.99.0/24", "6to4 relays"),
          Map.entry("fc00::/7", "unique local"),
          Map.entry("fec0::/10", "site-local"),
          Map.entry("64:ff9b:1::/48", "local translation to IPv4"),
          Map.entry("2001:2::/48", "benchmarking"),
          Map.entry("2001:10::/28", "identifiers, no addresses"),
          Map.entry("2001:20::/28", "identifiers, no addresses"),
          Map.entry("2001:db8::/32", "documentation"),
          Map.entry("3fff::/20", "documentation"));

  /** The only IPv6 addresses that are public: global unicast, and IPv4 through a translator. */
  private static final Map<Cidr, String> PUBLIC_IPV6 =
      blocks(Map.entry("2000::/3", "public"), Map.entry("64:ff9b::/96", "public"));

  private final boolean loopback;
  private final boolean privately;
  private final boolean publicly;
  private final List<Cidr> blocks;

  private TargetGuard(List<String> words, List<Cidr> blocks) {
    this.loopback = words.contains("loopback");
    this.privately = words.contains("private");
    this.publicly = words.contains("public");
    this.blocks = List.copyOf(blocks);
  }

  /**
   * A guard that allows what is listed: blocks such as {@code 10.1.0.0/16}, and the words {@code
   * loopback}, {@code private} and {@code public}.
   */
  public static TargetGuard allowing(List<String> allowed) {
    List<String> words = new ArrayList<>();
    List<Cidr> blocks = new ArrayList<>();
    for (String entry : allowed) {
      switch (entry) {
        case "loopback", "private", "public" -> words.add(entry);
        default -> blocks.add(block(entry));
      }
    }
    return new TargetGuard(words, blocks);
  }

  public Decision judge(InetAddress address) {
    for (InetAddress inner : EmbeddedAddress.in(address)) {
      if (judgeAlone(inner) instanceof Refused(String reason)) {
        return new Refused("leads to " + inner.getHostAddress() + ": " + reason);
      }
    }
    return judgeAlone(address);
  }

  private Decision judgeAlone(InetAddress address) {
    Optional<String> never = NeverReachable.itself(address);
    if (never.isPresent()) {
      return new Refused(never.get() + ", never reachable");
    }
    for (Cidr block : blocks) {
      if (block.contains(address)) {
        return new Allowed("in " + block);
      }
    }
    return byWord(address);
  }

  private Decision byWord(InetAddress address) {
    Optional<String> loop = blockOf(LOOPBACK, address);
    if (loop.isPresent()) {
      return decision(loopback, loop.get());
    }
    Optional<String> inside = blockOf(PRIVATE, address);
    if (inside.isPresent()) {
      return decision(privately, inside.get());
    }
    boolean known = address instanceof Inet4Address || blockOf(PUBLIC_IPV6, address).isPresent();
    return known ? decision(publicly, "public") : decision(false, "not assigned to anybody");
  }

  private static Decision decision(boolean allowed, String what) {
    return allowed
        ? new Allowed(what)
        : new Refused(what + ", not in this runner's vigie.runner.egress.allow");
  }

  private static Optional<String> blockOf(Map<Cidr, String> blocks, InetAddress address) {
    return blocks.entrySet().stream()
        .filter(entry -> entry.getKey().contains(address))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static Cidr block(String entry) {
    try {
      return Cidr.parse(entry);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "vigie.runner.egress.allow: must list loopback, private, public or blocks such as"
              + " 10.0.0.0/8, was \""
              + entry
              + "\"",
          e);
    }
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
