package io.vigie.runner.guard;

import io.vigie.probe.ProbeContext.TargetRefused;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells an address from a name. What looks like an address but is not in its usual form ({@code
 * 2130706433}, {@code 0177.0.0.1}, {@code 0x7f.1}) is refused: programs differ in what they read in
 * it, and such a difference is how a blocked address is smuggled past a guard.
 */
final class HostText {

  private static final Pattern OCTET = Pattern.compile("0|[1-9][0-9]{0,2}");
  private static final Pattern NUMERIC_LABEL = Pattern.compile("[0-9]+|0[xX][0-9a-fA-F]*");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]{0,252})");
  private static final int LONGEST_QUOTE = 100;

  private HostText() {}

  /** The address that {@code host} spells out, or nothing when it is a name. */
  static Optional<InetAddress> literal(String host) {
    String bare =
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    if (bare.indexOf(':') >= 0) {
      return Optional.of(ipv6(host, bare));
    }
    if (looksLikeIpv4(bare)) {
      return Optional.of(ipv4(bare));
    }
    if (!NAME.matcher(bare).matches()) {
      throw refused(host, "must be a host name or an address");
    }
    return Optional.empty();
  }

  private static boolean looksLikeIpv4(String host) {
    String text = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    String last = text.substring(text.lastIndexOf('.') + 1);
    return NUMERIC_LABEL.matcher(last).matches();
  }

  private static InetAddress ipv4(String host) {
    String[] octets = host.split("\\.", -1);
    boolean canonical = octets.length == 4;
    for (String octet : octets) {
      canonical &= OCTET.matcher(octet).matches() && Integer.parseInt(octet) <= 255;
    }
    if (!canonical) {
      throw refused(host, "an IPv4 address must be four decimal numbers");
    }
    return InetAddress.ofLiteral(host);
  }

  private static InetAddress ipv6(String host, String bare) {
    if (bare.indexOf('%') >= 0) {
      throw refused(host, "an IPv6 address must have no zone");
    }
    try {
      return InetAddress.ofLiteral(bare);
    } catch (IllegalArgumentException e) {
      throw refused(host, "must be a host name or an address");
    }
  }

  private static TargetRefused refused(String host, String required) {
    String shown = host.length() <= LONGEST_QUOTE ? host : host.substring(0, LONGEST_QUOTE) + "…";
    return new TargetRefused(
        "target refused: " + required + ", was \"" + shown.toLowerCase(Locale.ROOT) + "\"");
  }
}
