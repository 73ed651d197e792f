package io.vigie.runtime.net;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The IPv4 addresses that an IPv6 address leads to, through a translator or a tunnel. Such an
 * address is judged by where it leads, or a blocked address would merely have to be written
 * differently.
 */
public final class EmbeddedAddress {

  private static final Cidr COMPATIBLE = Cidr.parse("::/96");

  /** {@code ::} and {@code ::1} lead nowhere else. */
  private static final Cidr ITSELF = Cidr.parse("::/127");

  /** SIIT: {@code ::ffff:0:a.b.c.d}. */
  private static final Cidr TRANSLATED = Cidr.parse("::ffff:0:0:0/96");

  private static final Cidr NAT64 = Cidr.parse("64:ff9b::/96");
  private static final Cidr LOCAL_NAT64 = Cidr.parse("64:ff9b:1::/48");

  /** Where the four bytes are after a prefix of 48, 56, 64 or 96 bits (RFC 6052). */
  private static final List<int[]> AFTER_A_PREFIX =
      List.of(
          new int[] {6, 7, 9, 10},
          new int[] {7, 9, 10, 11},
          new int[] {9, 10, 11, 12},
          new int[] {12, 13, 14, 15});

  private static final Cidr SIX_TO_FOUR = Cidr.parse("2002::/16");
  private static final Cidr TEREDO = Cidr.parse("2001::/32");
  private static final int IPV4 = 4;
  private static final int ISATAP_AT = 8;

  private EmbeddedAddress() {}

  public static List<InetAddress> in(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return List.of();
    }
    byte[] bytes = address.getAddress();
    List<InetAddress> found = new ArrayList<>();
    if (isMapped(bytes)
        || (COMPATIBLE.contains(address) && !ITSELF.contains(address))
        || TRANSLATED.contains(address)
        || NAT64.contains(address)
        || isIsatap(bytes)) {
      found.add(ipv4(bytes, 12));
    }
    if (LOCAL_NAT64.contains(address)) {
      found.addAll(translatedLocally(bytes));
    }
    if (SIX_TO_FOUR.contains(address)) {
      found.add(ipv4(bytes, 2));
    }
    if (TEREDO.contains(address)) {
      found.add(ipv4(bytes, 4));
      found.add(ipv4(inverted(bytes), 12));
    }
    return found;
  }

  /**
   * How long the prefix of a local translator is, nobody here knows, so each place counts; what
   * begins with zero is filling.
   */
  private static List<InetAddress> translatedLocally(byte[] bytes) {
    List<InetAddress> possible =
        AFTER_A_PREFIX.stream()
            .filter(places -> bytes[places[0]] != 0)
            .map(places -> ipv4(bytes, places))
            .toList();
    return possible.isEmpty() ? List.of(ipv4(bytes, 12)) : possible;
  }

  /** The JDK turns {@code ::ffff:a.b.c.d} into IPv4 by itself, except where a scope is given. */
  private static boolean isMapped(byte[] bytes) {
    for (int i = 0; i < 10; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return bytes[10] == (byte) 0xFF && bytes[11] == (byte) 0xFF;
  }

  private static boolean isIsatap(byte[] bytes) {
    return (bytes[ISATAP_AT] & 0xFD) == 0
        && bytes[9] == 0
        && bytes[10] == 0x5E
        && bytes[11] == (byte) 0xFE;
  }

  private static byte[] inverted(byte[] bytes) {
    byte[] inverted = bytes.clone();
    for (int i = 0; i < inverted.length; i++) {
      inverted[i] = (byte) ~inverted[i];
    }
    return inverted;
  }

  private static InetAddress ipv4(byte[] bytes, int from) {
    return ipv4(Arrays.copyOfRange(bytes, from, from + IPV4));
  }

  private static InetAddress ipv4(byte[] bytes, int[] places) {
    byte[] four = new byte[IPV4];
    for (int i = 0; i < IPV4; i++) {
      four[i] = bytes[places[i]];
    }
    return ipv4(four);
  }

  private static InetAddress ipv4(byte[] four) {
    try {
      return Inet4Address.getByAddress(four);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are always an address", e);
    }
  }
}
