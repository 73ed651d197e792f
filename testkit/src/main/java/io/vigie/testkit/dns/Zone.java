package io.vigie.testkit.dns;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One answer: records, a code, and what is odd about it.
 *
 * @param silent nothing is said at all
 * @param truncated over datagrams it says that there is more
 * @param authorities the records of the authority section
 * @param additionals the records of the additional section
 */
public record Zone(
    int rcode,
    boolean silent,
    boolean truncated,
    List<byte[]> records,
    List<byte[]> authorities,
    List<byte[]> additionals) {

  public Zone {
    records = List.copyOf(records);
    authorities = List.copyOf(authorities);
    additionals = List.copyOf(additionals);
  }

  private Zone(int rcode, boolean silent, boolean truncated, List<byte[]> records) {
    this(rcode, silent, truncated, records, List.of(), List.of());
  }

  /** An answer without records. */
  public static Zone of(int rcode) {
    return new Zone(rcode, false, false, List.of());
  }

  public static Zone records(byte[]... records) {
    return new Zone(0, false, false, List.of(records));
  }

  public static Zone silence() {
    return new Zone(0, true, false, List.of());
  }

  /** The same, which does not fit a datagram. */
  public Zone tooLong() {
    return new Zone(rcode, silent, true, records, authorities, additionals);
  }

  /** The same, with records of the authority section. */
  public Zone authority(byte[]... more) {
    return new Zone(rcode, silent, truncated, records, List.of(more), additionals);
  }

  /** The same, with records of the additional section. */
  public Zone additional(byte[]... more) {
    return new Zone(rcode, silent, truncated, records, authorities, List.of(more));
  }

  /** An address of either family. */
  public static byte[] address(String name, String address) {
    byte[] bytes = InetAddress.ofLiteral(address).getAddress();
    return record(name, bytes.length == 4 ? 1 : 28, 300, bytes);
  }

  public static byte[] cname(String name, String target) {
    return record(name, 5, 300, name(target));
  }

  public static byte[] ns(String name, String server) {
    return record(name, 2, 300, name(server));
  }

  public static byte[] mx(String name, int preference, String exchange) {
    byte[] target = name(exchange);
    return record(
        name,
        15,
        300,
        ByteBuffer.allocate(2 + target.length).putShort((short) preference).put(target).array());
  }

  /** A text, in strings of at most 255 characters. */
  public static byte[] txt(String name, String text) {
    ByteArrayOutputStream strings = new ByteArrayOutputStream();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int from = 0; from == 0 || from < bytes.length; from += 255) {
      int length = Math.min(255, bytes.length - from);
      strings.write(length);
      strings.write(bytes, from, length);
    }
    return record(name, 16, 300, strings.toByteArray());
  }

  public static byte[] caa(String name, int flags, String tag, String value) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.write(flags);
    content.write(tag.length());
    content.writeBytes(tag.getBytes(StandardCharsets.US_ASCII));
    content.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
    return record(name, 257, 300, content.toByteArray());
  }

  public static byte[] soa(String name, String primary, String contact, long serial) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes(name(primary));
    content.writeBytes(name(contact));
    content.writeBytes(
        ByteBuffer.allocate(20)
            .putInt((int) serial)
            .putInt(7200)
            .putInt(3600)
            .putInt(1_209_600)
            .putInt(300)
            .array());
    return record(name, 6, 300, content.toByteArray());
  }

  /** What a resolver adds that was asked with EDNS. */
  public static byte[] edns() {
    return ByteBuffer.allocate(11)
        .put((byte) 0)
        .putShort((short) 41)
        .putShort((short) 1232)
        .array();
  }

  /** A record of any type and content. */
  public static byte[] record(String name, int type, int ttl, byte[] content) {
    byte[] encoded = name(name);
    return ByteBuffer.allocate(encoded.length + 10 + content.length)
        .put(encoded)
        .putShort((short) type)
        .putShort((short) 1)
        .putInt(ttl)
        .putShort((short) content.length)
        .put(content)
        .array();
  }

  private static byte[] name(String name) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String label : name.split("\\.", -1)) {
      out.write(label.length());
      out.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
    }
    out.write(0);
    return out.toByteArray();
  }

  /** The whole message in answer to a query. */
  byte[] message(byte[] query, boolean datagram) {
    boolean cut = truncated && datagram;
    int end = 12;
    while (query[end] != 0) {
      end += query[end] + 1;
    }
    byte[] question = new byte[end + 5 - 12];
    System.arraycopy(query, 12, question, 0, question.length);
    List<byte[]> sent = cut ? List.of() : new ArrayList<>(records);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(
        ByteBuffer.allocate(12)
            .put(query, 0, 2)
            .putShort((short) (0x8180 | (cut ? 0x0200 : 0) | rcode))
            .putShort((short) 1)
            .putShort((short) sent.size())
            .putShort((short) (cut ? 0 : authorities.size()))
            .putShort((short) (cut ? 0 : additionals.size()))
            .array());
    out.writeBytes(question);
    sent.forEach(out::writeBytes);
    if (!cut) {
      authorities.forEach(out::writeBytes);
      additionals.forEach(out::writeBytes);
    }
    return out.toByteArray();
  }
}
