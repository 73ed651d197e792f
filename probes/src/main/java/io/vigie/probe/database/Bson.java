package io.vigie.probe.database;

import io.vigie.probe.net.Trouble.Broken;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Documents of MongoDB: those that a probe sends are written, whatever a server sends is read. */
final class Bson {

  private static final int DEEPEST = 32;

  private static final int DOUBLE = 0x01;
  private static final int TEXT = 0x02;
  private static final int DOCUMENT = 0x03;
  private static final int ARRAY = 0x04;
  private static final int BINARY = 0x05;
  private static final int OBJECT_ID = 0x07;
  private static final int BOOLEAN = 0x08;
  private static final int DATE = 0x09;
  private static final int NOTHING = 0x0a;
  private static final int INT_32 = 0x10;
  private static final int INT_64 = 0x12;

  /** The identifier of a document, as 24 hexadecimal digits. */
  record ObjectId(String hex) {}

  private Bson() {}

  static byte[] written(Map<String, Object> document) {
    Bytes content = new Bytes();
    document.forEach((name, value) -> write(content, name, value));
    byte[] elements = content.u8(0).toArray();
    return new Bytes().little(elements.length + 4L, 4).add(elements).toArray();
  }

  private static void write(Bytes to, String name, Object value) {
    switch (value) {
      case String text -> {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        named(to, TEXT, name).little(bytes.length + 1L, 4).add(bytes).u8(0);
      }
      case Integer number -> named(to, INT_32, name).little(number, 4);
      case Long number -> named(to, INT_64, name).little(number, 8);
      case Double number -> named(to, DOUBLE, name).little(Double.doubleToLongBits(number), 8);
      case Boolean truth -> named(to, BOOLEAN, name).u8(truth ? 1 : 0);
      case Instant time -> named(to, DATE, name).little(time.toEpochMilli(), 8);
      case ObjectId id -> named(to, OBJECT_ID, name).add(HexFormat.of().parseHex(id.hex()));
      case byte[] bytes -> named(to, BINARY, name).little(bytes.length, 4).u8(0).add(bytes);
      case Map<?, ?> map -> named(to, DOCUMENT, name).add(written(texts(map)));
      case List<?> list -> named(to, ARRAY, name).add(written(numbered(list)));
      default -> named(to, NOTHING, name);
    }
  }

  private static Bytes named(Bytes to, int type, String name) {
    return to.u8(type).zeroEnded(name);
  }

  private static Map<String, Object> texts(Map<?, ?> map) {
    Map<String, Object> texts = new LinkedHashMap<>();
    map.forEach((name, value) -> texts.put(name.toString(), value));
    return texts;
  }

  private static Map<String, Object> numbered(List<?> list) {
    Map<String, Object> numbered = new LinkedHashMap<>();
    for (int i = 0; i < list.size(); i++) {
      numbered.put(String.valueOf(i), list.get(i));
    }
    return numbered;
  }

  /** Reads a document as expectations speak of it; dates are timestamps, identifiers are text. */
  static Map<String, Object> read(Packet from) {
    return read(from, DEEPEST);
  }

  private static Map<String, Object> read(Packet from, int depth) {
    if (depth == 0) {
      throw new Broken("protocol-error", "a document must be nested at most 32 deep, is deeper");
    }
    Packet content = new Packet(from.take(from.little(4) - 4));
    Map<String, Object> document = new LinkedHashMap<>();
    for (int type = content.u8(); type != 0; type = content.u8()) {
      document.put(content.zeroEnded(), value(type, content, depth));
    }
    return Collections.unmodifiableMap(document);
  }

  private static Object value(int type, Packet from, int depth) {
    return switch (type) {
      case DOUBLE -> Double.longBitsToDouble(from.little(8));
      case TEXT, 0x0d, 0x0e -> text(from);
      case DOCUMENT -> read(from, depth - 1);
      case ARRAY -> new ArrayList<>(read(from, depth - 1).values());
      case BINARY -> binary(from);
      case OBJECT_ID -> HexFormat.of().formatHex(from.take(12));
      case BOOLEAN -> from.u8() != 0;
      case DATE -> Instant.ofEpochMilli(from.little(8));
      case NOTHING, 0x06, 0x7f, 0xff -> Values.NULL;
      case 0x0b -> "/" + from.zeroEnded() + "/" + from.zeroEnded();
      case INT_32 -> (long) (int) from.little(4);
      case 0x11, INT_64 -> from.little(8);
      case 0x13 -> HexFormat.of().formatHex(from.take(16));
      default -> throw new Broken("protocol-error", "a document holds a value of no known type");
    };
  }

  private static String text(Packet from) {
    String text = from.text(from.little(4) - 1);
    from.skip(1);
    return text;
  }

  private static String binary(Packet from) {
    long length = from.little(4);
    from.skip(1);
    return new String(from.take(length), StandardCharsets.UTF_8);
  }
}
