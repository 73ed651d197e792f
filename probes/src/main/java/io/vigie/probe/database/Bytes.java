package io.vigie.probe.database;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The content of a message as it is put together. Not thread-safe. */
final class Bytes {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);

  Bytes u8(int value) {
    bytes.write(value);
    return this;
  }

  /** Two bytes, the high one first. */
  Bytes i16(int value) {
    return u8(value >>> 8).u8(value);
  }

  /** Four bytes, the high one first. */
  Bytes i32(int value) {
    return i16(value >>> 16).i16(value);
  }

  /** So many bytes, the low one first. */
  Bytes little(long value, int count) {
    for (int i = 0; i < count; i++) {
      u8((int) (value >>> (8 * i)));
    }
    return this;
  }

  Bytes add(byte[] more) {
    bytes.writeBytes(more);
    return this;
  }

  Bytes text(String text) {
    return add(text.getBytes(StandardCharsets.UTF_8));
  }

  Bytes zeroEnded(String text) {
    return text(text).u8(0);
  }

  byte[] toArray() {
    return bytes.toByteArray();
  }
}
