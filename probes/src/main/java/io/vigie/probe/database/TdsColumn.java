package io.vigie.probe.database;

import io.vigie.probe.net.Trouble.Broken;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * A column of an answer of SQL Server.
 *
 * @param size how the length of a value is told
 * @param scale of numbers and times, how many digits stand behind the point
 * @param charset of text with one byte for a character
 */
record TdsColumn(String name, int type, Size size, int scale, Charset charset) {

  static final int NULL = 0x1f;
  static final int VARIANT = 0x62;

  private static final int UTF8 = 0x04000000;
  private static final int WITHOUT_LIMIT = 0xffff;

  /** How the length of a value is told. */
  enum Size {
    FIXED,
    IN_ONE_BYTE,
    IN_TWO_BYTES,
    IN_CHUNKS,
    BEHIND_A_POINTER,
    IN_FOUR_BYTES
  }

  /** Reads how a column is described. */
  static TdsColumn read(Tds from) {
    from.take(6);
    int type = from.u8();
    TdsColumn unnamed = typed(type, from);
    if (unnamed.size() == Size.BEHIND_A_POINTER) {
      int parts = from.u8();
      for (int i = 0; i < parts; i++) {
        from.take(2 * (int) from.little(2));
      }
    }
    return new TdsColumn(name(from), type, unnamed.size(), unnamed.scale(), unnamed.charset());
  }

  private static String name(Tds from) {
    return Tds.text(from.take(2 * from.u8()));
  }

  private static TdsColumn typed(int type, Tds from) {
    return switch (type) {
      case NULL, 0x30, 0x32, 0x34, 0x38, 0x3a, 0x3b, 0x3c, 0x3d, 0x3e, 0x7a, 0x7f ->
          of(type, Size.FIXED, 0);
      case 0x24, 0x26, 0x68, 0x6d, 0x6e, 0x6f -> {
        from.take(1);
        yield of(type, Size.IN_ONE_BYTE, 0);
      }
      case 0x28 -> of(type, Size.IN_ONE_BYTE, 0);
      case 0x29, 0x2a, 0x2b -> of(type, Size.IN_ONE_BYTE, from.u8());
      case 0x37, 0x3f, 0x6a, 0x6c -> {
        from.take(2);
        yield of(type, Size.IN_ONE_BYTE, from.u8());
      }
      case 0xa5, 0xad -> of(type, inTwoBytes(from), 0);
      case 0xa7, 0xaf, 0xe7, 0xef -> {
        Size size = inTwoBytes(from);
        yield new TdsColumn("", type, size, 0, charset(from));
      }
      case 0x22 -> {
        from.take(4);
        yield of(type, Size.BEHIND_A_POINTER, 0);
      }
      case 0x23, 0x63 -> {
        from.take(4);
        yield new TdsColumn("", type, Size.BEHIND_A_POINTER, 0, charset(from));
      }
      case VARIANT -> {
        from.take(4);
        yield of(type, Size.IN_FOUR_BYTES, 0);
      }
      case 0xf0 -> {
        from.take(2);
        name(from);
        name(from);
        name(from);
        from.take(2 * (int) from.little(2));
        yield of(type, Size.IN_CHUNKS, 0);
      }
      case 0xf1 -> {
        skipSchema(from);
        yield of(type, Size.IN_CHUNKS, 0);
      }
      default ->
          throw new Broken(
              "protocol-error", "a column must be of a type of SQL Server, was of " + type);
    };
  }

  private static void skipSchema(Tds from) {
    if (from.u8() != 0) {
      name(from);
      name(from);
      from.take(2 * (int) from.little(2));
    }
  }

  private static TdsColumn of(int type, Size size, int scale) {
    return new TdsColumn("", type, size, scale, StandardCharsets.UTF_8);
  }

  private static Size inTwoBytes(Tds from) {
    return from.little(2) == WITHOUT_LIMIT ? Size.IN_CHUNKS : Size.IN_TWO_BYTES;
  }

  private static Charset charset(Tds from) {
    return charset(new Packet(from.take(5)));
  }

  /** Of a collation; the code pages of other alphabets are not known here. */
  static Charset charset(Packet collation) {
    return (collation.little(4) & UTF8) != 0
        ? StandardCharsets.UTF_8
        : Charset.forName("windows-1252");
  }

  /** How many bytes a value has of a type that has always as many. */
  int fixed() {
    return switch (type) {
      case NULL -> 0;
      case 0x30, 0x32 -> 1;
      case 0x34 -> 2;
      case 0x38, 0x3a, 0x3b, 0x7a -> 4;
      default -> 8;
    };
  }
}
