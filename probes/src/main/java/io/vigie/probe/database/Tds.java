package io.vigie.probe.database;

import io.vigie.probe.line.Conversation;
import io.vigie.probe.net.Trouble.Broken;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Messages of TDS, the protocol of SQL Server, in packets of at most the size that was agreed on.
 * An answer is read byte by byte, whatever packets it comes in. Not thread-safe.
 */
final class Tds {

  static final int BATCH = 1;
  static final int LOGIN = 0x10;
  static final int PRELOGIN = 0x12;
  private static final int ATTENTION = 6;
  private static final int ANSWER = 4;

  private static final int LAST = 1;
  private static final int HEADER = 8;
  private static final int LEAST_PACKET = 512;
  private static final int MOST_PACKET = 32_767;

  private final Conversation wire;
  private int packetSize = 4096;
  private int left;
  private boolean last;

  Tds(Conversation wire) {
    this.wire = wire;
  }

  /** What the server wants packets to be. */
  void packetSize(String text) {
    if (text.matches("\\d{1,5}")) {
      packetSize = Math.clamp(Integer.parseInt(text), LEAST_PACKET, MOST_PACKET);
    }
  }

  /** Sends a message; what comes next is the answer to it. */
  void send(int type, byte[] content) {
    int most = packetSize - HEADER;
    for (int from = 0; from == 0 || from < content.length; from += most) {
      int to = Math.min(content.length, from + most);
      wire.send(packet(type, to == content.length, Arrays.copyOfRange(content, from, to)));
    }
    left = 0;
    last = false;
  }

  private static byte[] packet(int type, boolean last, byte[] content) {
    return new Bytes()
        .u8(type)
        .u8(last ? LAST : 0)
        .i16(HEADER + content.length)
        .i32(0)
        .add(content)
        .toArray();
  }

  /** What asks a server to stop what it is working on. */
  static byte[] attention() {
    return packet(ATTENTION, true, new byte[0]);
  }

  int u8() {
    return take(1)[0] & 0xff;
  }

  long little(int count) {
    return new Packet(take(count)).little(count);
  }

  /** The next bytes, as many as were found to be bearable. */
  byte[] take(int count) {
    byte[] taken = new byte[count];
    int from = 0;
    while (from < count) {
      awaitContent();
      int ready = Math.min(left, count - from);
      System.arraycopy(wire.read(ready), 0, taken, from, ready);
      from += ready;
      left -= ready;
    }
    return taken;
  }

  private void awaitContent() {
    while (left == 0) {
      if (last) {
        throw new Broken("protocol-error", "an answer must hold what it says, ended before");
      }
      Packet header = new Packet(wire.read(HEADER));
      int type = header.u8();
      last = (header.u8() & LAST) != 0;
      left = header.u16() - HEADER;
      if (type != ANSWER || left < 0) {
        throw new Broken("protocol-error", "the server does not speak the protocol of SQL Server");
      }
    }
  }

  /** All of a short answer. */
  Packet whole(int most) {
    awaitContent();
    if (!last || left > most) {
      throw new Broken("protocol-error", "the server must answer with one short packet, does not");
    }
    return new Packet(take(left));
  }

  /** A part with its length, of two bytes, before it. */
  Packet counted() {
    return new Packet(take((int) little(2)));
  }

  /** Text, of which each character is two bytes. */
  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_16LE);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_16LE);
  }
}
