package io.vigie.probe.database;

import io.vigie.probe.net.Trouble.Broken;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The content of a message as it is taken apart. What a server says of lengths is not believed:
 * reading beyond the end is a {@code protocol-error}. Not thread-safe.
 */
final class Packet {

  private final byte[] bytes;
  private int at;

  Packet(byte[] bytes) {
    this.bytes = bytes;
  }

  int left() {
    return bytes.length - at;
  }

  int size() {
    return bytes.length;
  }

  /** The next byte, which stays. */
  int peek() {
    require(1);
    return bytes[at] & 0xff;
  }

  int u8() {
    require(1);
    return bytes[at++] & 0xff;
  }

  /** Two bytes, the high one first. */
  int u16() {
    return (u8() << 8) | u8();
  }

  /** Four bytes, the high one first. */
  int i32() {
    return (u16() << 16) | u16();
  }

  /** So many bytes, the low one first. */
  long little(int count) {
    long number = 0;
    for (int i = 0; i < count; i++) {
      number |= (long) u8() << (8 * i);
    }
    return number;
  }

  /** A length as MySQL writes it; -1 for NULL. */
  long length() {
    int first = u8();
    return switch (first) {
      case 0xfb -> -1;
      case 0xfc -> little(2);
      case 0xfd -> little(3);
      case 0xfe -> little(8);
      default -> first;
    };
  }

  byte[] take(long count) {
    require(count);
    byte[] taken = Arrays.copyOfRange(bytes, at, at + (int) count);
    at += (int) count;
    return taken;
  }

  void skip(long count) {
    require(count);
    at += (int) count;
  }

  String text(long count) {
    return new String(take(count), StandardCharsets.UTF_8);
  }

  /** Text with a length before it, as MySQL writes it. */
  String counted() {
    long length = length();
    return length < 0 ? "" : text(length);
  }

  /** Text that ends with a zero, or with the packet. */
  String zeroEnded() {
    int from = at;
    while (at < bytes.length && bytes[at] != 0) {
      at++;
    }
    String text = new String(bytes, from, at - from, StandardCharsets.UTF_8);
    at = Math.min(at + 1, bytes.length);
    return text;
  }

  byte[] rest() {
    return take(left());
  }

  private void require(long count) {
    if (count < 0 || count > left()) {
      throw new Broken("protocol-error", "a message must hold what it says, was shorter");
    }
  }
}
