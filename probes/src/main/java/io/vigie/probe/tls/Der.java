package io.vigie.probe.tls;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/** As much of DER as revocation needs: values of at most 16 MiB, read and written. */
final class Der {

  static final int OCTETS = 0x04;
  static final int NULL = 0x05;
  static final int OID = 0x06;
  static final int SEQUENCE = 0x30;

  private static final int CONSTRUCTED = 0x20;

  /** One value, its content not yet read. */
  record Value(int tag, ByteBuffer content) {

    boolean isConstructed() {
      return (tag & CONSTRUCTED) != 0;
    }

    byte[] bytes() {
      byte[] bytes = new byte[content.remaining()];
      content.duplicate().get(bytes);
      return bytes;
    }
  }

  private Der() {}

  /** Reads the next value; empty at the end, and where what comes is not DER. */
  static Optional<Value> next(ByteBuffer der) {
    if (der.remaining() < 2) {
      return Optional.empty();
    }
    int tag = der.get() & 0xff;
    int length = length(der);
    if (length < 0 || length > der.remaining()) {
      der.position(der.limit());
      return Optional.empty();
    }
    ByteBuffer content = der.slice(der.position(), length);
    der.position(der.position() + length);
    return Optional.of(new Value(tag, content));
  }

  private static int length(ByteBuffer der) {
    int first = der.get() & 0xff;
    if (first < 0x80) {
      return first;
    }
    int count = first & 0x7f;
    if (count == 0 || count > 3 || der.remaining() < count) {
      return -1;
    }
    int length = 0;
    for (int i = 0; i < count; i++) {
      length = (length << 8) | (der.get() & 0xff);
    }
    return length;
  }

  /** Writes a value of less than 64 KiB. */
  static byte[] value(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    value.write(tag);
    int length = content.size();
    if (length >= 0x100) {
      value.write(0x82);
      value.write(length >> 8);
    } else if (length >= 0x80) {
      value.write(0x81);
    }
    value.write(length);
    value.writeBytes(content.toByteArray());
    return value.toByteArray();
  }
}
