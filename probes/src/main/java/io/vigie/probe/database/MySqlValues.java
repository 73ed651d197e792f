package io.vigie.probe.database;

import java.nio.charset.StandardCharsets;

/** The types of MySQL that are more than text, by their numbers in the protocol. */
final class MySqlValues {

  private static final int BINARY = 63;

  private MySqlValues() {}

  static Object of(int type, int charset, byte[] bytes) {
    if (type == 16) {
      return bits(bytes);
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    return switch (type) {
      case 0, 1, 2, 3, 8, 9, 13, 246 -> Values.number(text);
      case 4, 5 -> Values.real(text);
      case 10 -> Values.date(text);
      case 7, 12 -> Values.timestamp(text);
      default -> charset == BINARY && isNoText(text) ? hex(bytes) : text;
    };
  }

  private static boolean isNoText(String text) {
    return text.indexOf('\ufffd') >= 0;
  }

  private static String hex(byte[] bytes) {
    return java.util.HexFormat.of().formatHex(bytes);
  }

  private static Object bits(byte[] bytes) {
    return new java.math.BigInteger(1, bytes).longValue();
  }
}
