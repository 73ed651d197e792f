package io.vigie.runtime.net;

import java.net.InetAddress;

/** A block of addresses, such as {@code 10.0.0.0/8}. */
public record Cidr(InetAddress network, int prefix) {

  public Cidr {
    int bits = network.getAddress().length * Byte.SIZE;
    if (prefix < 0 || prefix > bits) {
      throw new IllegalArgumentException(
          network.getHostAddress() + ": prefix must be between 0 and " + bits + ", was " + prefix);
    }
  }

  /** Reads {@code address/prefix}, or a single address. */
  public static Cidr parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    try {
      InetAddress network = InetAddress.ofLiteral(address);
      int bits = network.getAddress().length * Byte.SIZE;
      return new Cidr(network, slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "must be an address or a block such as 10.0.0.0/8, was \"" + text + "\"", e);
    }
  }

  public boolean contains(InetAddress address) {
    byte[] mine = network.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    int whole = prefix / Byte.SIZE;
    for (int i = 0; i < whole; i++) {
      if (mine[i] != other[i]) {
        return false;
      }
    }
    int rest = prefix % Byte.SIZE;
    int mask = 0xFF << (Byte.SIZE - rest);
    return rest == 0 || (mine[whole] & mask & 0xFF) == (other[whole] & mask & 0xFF);
  }

  @Override
  public String toString() {
    return network.getHostAddress() + "/" + prefix;
  }
}
