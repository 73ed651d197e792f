package io.vigie.probe.database;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;

/** Values of SQL Server as expectations speak of them. What is none of these is text in hex. */
final class TdsValues {

  private static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);
  private static final LocalDate DAY_OF_1900 = LocalDate.of(1900, 1, 1);
  private static final int LAST_YEAR = 9999;
  private static final int DAY = 3;
  private static final int OFFSET = 2;

  private TdsValues() {}

  static Object of(TdsColumn column, byte[] bytes) {
    return of(column.type(), column.scale(), column.charset(), bytes);
  }

  private static Object of(int type, int scale, Charset charset, byte[] bytes) {
    try {
      return switch (type) {
        case 0x32, 0x68 -> bytes[0] != 0;
        case 0x30, 0x34, 0x38, 0x7f, 0x26 -> whole(bytes);
        case 0x3b, 0x3e, 0x6d -> real(bytes);
        case 0x3c, 0x7a, 0x6e -> money(bytes);
        case 0x37, 0x3f, 0x6a, 0x6c -> decimal(bytes, scale);
        case 0x3a, 0x3d, 0x6f -> since1900(bytes);
        case 0x28 -> instant(new Packet(bytes), LocalTime.MIDNIGHT);
        case 0x29 -> time(new Packet(bytes), bytes.length, scale).toString();
        case 0x2a -> moment(bytes, DAY, scale);
        case 0x2b -> moment(bytes, DAY + OFFSET, scale);
        case 0x24 -> identifier(new Packet(bytes));
        case 0xe7, 0xef, 0x63, 0xf1 -> Tds.text(bytes);
        case 0xa7, 0xaf, 0x23 -> new String(bytes, charset);
        case TdsColumn.VARIANT -> variant(new Packet(bytes));
        default -> hex(bytes);
      };
    } catch (DateTimeException | ArithmeticException | IndexOutOfBoundsException e) {
      return hex(bytes);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** One byte has no sign. */
  private static Object whole(byte[] bytes) {
    long unsigned = new Packet(bytes).little(bytes.length);
    int unused = bytes.length == 1 ? 0 : Long.SIZE - 8 * bytes.length;
    return unsigned << unused >> unused;
  }

  private static Object real(byte[] bytes) {
    long bits = new Packet(bytes).little(bytes.length);
    return bytes.length == 4
        ? Double.parseDouble(Float.toString(Float.intBitsToFloat((int) bits)))
        : Double.longBitsToDouble(bits);
  }

  /** In ten-thousandths; of eight bytes the higher four come first. */
  private static Object money(byte[] bytes) {
    Packet packet = new Packet(bytes);
    long parts = (int) packet.little(4);
    if (bytes.length == 8) {
      parts = (parts << 32) | packet.little(4);
    }
    return Values.number(BigDecimal.valueOf(parts, 4).toPlainString());
  }

  private static Object decimal(byte[] bytes, int scale) {
    byte[] highFirst = new byte[Math.max(0, bytes.length - 1)];
    for (int i = 0; i < highFirst.length; i++) {
      highFirst[i] = bytes[bytes.length - 1 - i];
    }
    BigDecimal number = new BigDecimal(new BigInteger(1, highFirst), scale);
    return Values.number((bytes[0] == 0 ? number.negate() : number).toPlainString());
  }

  private static Object since1900(byte[] bytes) {
    Packet packet = new Packet(bytes);
    if (bytes.length == 4) {
      LocalDate day = DAY_OF_1900.plusDays(packet.little(2));
      return instant(day, LocalTime.MIDNIGHT.plusMinutes(packet.little(2)));
    }
    int days = (int) packet.little(4);
    LocalDate day = DAY_OF_1900.plusDays(days);
    return instant(day, LocalTime.ofNanoOfDay(packet.little(4) * 10_000_000_000L / 3_000L));
  }

  /** The time comes before the day, and both are in UTC where an offset is told too. */
  private static Object moment(byte[] bytes, int behind, int scale) {
    Packet packet = new Packet(bytes);
    LocalTime time = time(packet, bytes.length - behind, scale);
    return instant(packet, time);
  }

  private static LocalTime time(Packet packet, int length, int scale) {
    long parts = packet.little(Math.clamp(length, 0, 8));
    return LocalTime.ofNanoOfDay(
        Math.multiplyExact(parts, BigInteger.TEN.pow(9 - Math.min(9, scale)).longValue()));
  }

  private static Object instant(Packet days, LocalTime time) {
    return instant(FIRST_DAY.plusDays(days.little(DAY)), time);
  }

  private static Instant instant(LocalDate day, LocalTime time) {
    if (day.getYear() < 1 || day.getYear() > LAST_YEAR) {
      throw new DateTimeException("a year of four digits is required");
    }
    return day.atTime(time).toInstant(ZoneOffset.UTC);
  }

  /** The first three parts have their low bytes first. */
  private static Object identifier(Packet packet) {
    long high = packet.little(4) << 32 | packet.little(2) << 16 | packet.little(2);
    long low = Integer.toUnsignedLong(packet.i32()) << 32 | Integer.toUnsignedLong(packet.i32());
    return new UUID(high, low).toString().toUpperCase(Locale.ROOT);
  }

  /** A value that brings its type: that, how long its properties are, these, and the value. */
  private static Object variant(Packet packet) {
    int type = packet.u8();
    Packet properties = new Packet(packet.take(packet.u8()));
    return switch (type) {
      case 0x6a, 0x6c -> {
        properties.skip(1);
        yield of(type, properties.u8(), Charset.defaultCharset(), packet.rest());
      }
      case 0x29, 0x2a, 0x2b -> of(type, properties.u8(), Charset.defaultCharset(), packet.rest());
      case 0xa7, 0xaf -> of(type, 0, TdsColumn.charset(properties), packet.rest());
      case TdsColumn.VARIANT -> hex(packet.rest());
      default -> of(type, 0, Charset.defaultCharset(), packet.rest());
    };
  }
}
