package io.vigie.probe.gauge;

import io.netty.util.NetUtil;
import java.util.Optional;

/** What is said of the address that was connected to. */
final class Addresses {

  private static final int FNV_BASIS = 0x811c9dc5;
  private static final int FNV_PRIME = 0x01000193;

  private Addresses() {}

  /** Of an address, with or without a port. */
  static Optional<byte[]> bytes(String shown) {
    String text = shown;
    if (shown.startsWith("[")) {
      text = shown.substring(1, Math.max(1, shown.indexOf(']')));
    } else if (shown.indexOf(':') == shown.lastIndexOf(':') && shown.indexOf(':') > 0) {
      text = shown.substring(0, shown.indexOf(':'));
    }
    return Optional.ofNullable(NetUtil.createByteArrayFromIpAddressString(text));
  }

  static double protocol(byte[] address) {
    return address.length == 4 ? 4 : 6;
  }

  /** FNV-1a of 32 bits, as blackbox_exporter has it. */
  static double hash(byte[] address) {
    int hash = FNV_BASIS;
    for (byte part : address) {
      hash = (hash ^ (part & 0xff)) * FNV_PRIME;
    }
    return Integer.toUnsignedLong(hash);
  }
}
