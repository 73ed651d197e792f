package io.vigie.probe.expect;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * An IP address as Kubernetes' CEL library reads it: no zone, no leading zeros, no IPv4 in IPv6.
 */
record Ip(InetAddress address) {

  private static final String BYTE = "(?:0|[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5])";
  private static final Pattern IPV4 = Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}");
  private static final int IPV6_LONGEST = 45;

  static Ip of(String text) {
    InetAddress address = literal(text);
    if (address == null || text.contains(":") == address instanceof Inet4Address) {
      throw new IllegalArgumentException("must be an IP address, was " + Values.text(text));
    }
    return new Ip(address);
  }

  static Ip of(byte[] address) {
    try {
      return new Ip(InetAddress.getByAddress(address));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("must have 4 or 16 bytes, has " + address.length, e);
    }
  }

  private static InetAddress literal(String text) {
    boolean literal =
        text.contains(":")
            ? text.length() <= IPV6_LONGEST && text.matches("[0-9A-Fa-f:.]+")
            : IPV4.matcher(text).matches();
    try {
      return literal ? InetAddress.ofLiteral(text) : null;
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  static boolean isOne(String text) {
    try {
      of(text);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  long family() {
    return address instanceof Inet4Address ? 4 : 6;
  }

  boolean isLinkLocalMulticast() {
    return address.isMCLinkLocal();
  }

  /** As Go has it: unicast, and not unspecified, loopback, link-local or broadcast. */
  boolean isGlobalUnicast() {
    return !address.isAnyLocalAddress()
        && !address.isLoopbackAddress()
        && !address.isMulticastAddress()
        && !address.isLinkLocalAddress()
        && !address.getHostAddress().equals("255.255.255.255");
  }

  @Override
  public String toString() {
    return address.getHostAddress();
  }
}
