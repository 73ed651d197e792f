package io.vigie.probe.expect;

import java.math.BigInteger;
import java.util.Optional;

/** A block of addresses; its own address may lie anywhere in it. */
record Cidr(Ip ip, int prefixLength) {

  static Cidr of(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length == 2 && Ip.isOne(parts[0]) && parts[1].matches("0|[1-9]\\d{0,2}")) {
      Cidr cidr = new Cidr(Ip.of(parts[0]), Integer.parseInt(parts[1]));
      if (cidr.prefixLength <= cidr.bits()) {
        return cidr;
      }
    }
    throw new IllegalArgumentException(
        "must be a block such as 10.0.0.0/8, was " + Values.text(text));
  }

  static Optional<Cidr> found(String text) {
    try {
      return Optional.of(of(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  boolean contains(Ip other) {
    return ip.family() == other.family() && network(ip).equals(network(other));
  }

  boolean contains(Cidr other) {
    return other.prefixLength >= prefixLength && contains(other.ip);
  }

  /** The block with the first of its addresses. */
  Cidr masked() {
    byte[] all = ip.address().getAddress();
    byte[] first = new byte[all.length];
    for (int bit = 0; bit < prefixLength; bit++) {
      first[bit / 8] |= (byte) (all[bit / 8] & 0x80 >> bit % 8);
    }
    return new Cidr(Ip.of(first), prefixLength);
  }

  private BigInteger network(Ip address) {
    return new BigInteger(1, address.address().getAddress()).shiftRight(bits() - prefixLength);
  }

  private int bits() {
    return ip.address().getAddress().length * 8;
  }

  @Override
  public String toString() {
    return ip + "/" + prefixLength;
  }
}
