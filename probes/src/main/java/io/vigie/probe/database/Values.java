package io.vigie.probe.database;

import dev.cel.common.values.NullValue;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Values of columns as expectations speak of them. What cannot be read as its type stays text. */
final class Values {

  static final Object NULL = NullValue.NULL_VALUE;

  private static final int LONGEST_NUMBER = 400;

  private Values() {}

  /** An int where it is one, a double otherwise. */
  static Object number(String text) {
    if (text.length() > LONGEST_NUMBER) {
      return text;
    }
    try {
      BigDecimal number = new BigDecimal(text);
      boolean whole = Math.abs((long) number.scale()) <= LONGEST_NUMBER && isWhole(number);
      return whole ? (Object) number.longValueExact() : (Object) number.doubleValue();
    } catch (ArithmeticException | NumberFormatException e) {
      return text;
    }
  }

  private static boolean isWhole(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() <= 0 && stripped.precision() - stripped.scale() <= 18;
  }

  static Object real(String text) {
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      return text;
    }
  }

  /** The beginning of the day, in UTC. */
  static Object date(String text) {
    try {
      return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return text;
    }
  }

  /** {@code 2026-11-20 10:11:12.5+00}; without an offset, in UTC. */
  static Object timestamp(String text) {
    String iso = text.replace(' ', 'T');
    try {
      return iso.endsWith("+00")
          ? Instant.parse(iso.substring(0, iso.length() - 3) + "Z")
          : LocalDateTime.parse(iso, DateTimeFormatter.ISO_LOCAL_DATE_TIME)
              .toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return text;
    }
  }
}
