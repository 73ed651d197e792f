package io.vigie.probe.dns;

import java.nio.ByteBuffer;

/** One question. */
record DnsQuestion(String name, RecordType type) {

  /** As much as fits into a datagram that is not cut into pieces anywhere. */
  static final int MOST_UDP = 1232;

  /** The message: recursion desired, AD understood, EDNS for larger answers. */
  byte[] message(int id) {
    byte[] encoded = DnsName.encoded(name);
    ByteBuffer out = ByteBuffer.allocate(12 + encoded.length + 4 + 11);
    out.putShort((short) id).putShort((short) 0x0120);
    out.putShort((short) 1).putShort((short) 0).putShort((short) 0).putShort((short) 1);
    out.put(encoded).putShort((short) type.number()).putShort((short) 1);
    out.put((byte) 0).putShort((short) 41).putShort((short) MOST_UDP).putInt(0).putShort((short) 0);
    return out.array();
  }
}
