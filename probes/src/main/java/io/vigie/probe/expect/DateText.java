package io.vigie.probe.expect;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Dates as texts have them. */
final class DateText {

  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendPattern("['T'][' ']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendOffset("+HH:MM", "Z")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private static final Pattern DURATION =
      Pattern.compile("[-+]?(0|((\\d+(\\.\\d*)?|\\.\\d+)(h|m|s|ms|us|µs|ns))+)");

  /** RFC 9110: the form that is sent, and the two that must be read. */
  private static final List<DateTimeFormatter> HTTP =
      List.of(
          http("EEE, dd MMM uuuu HH:mm:ss 'GMT'"),
          new DateTimeFormatterBuilder()
              .appendPattern("EEEE, dd-MMM-")
              .appendValueReduced(ChronoField.YEAR, 2, 2, LocalDate.EPOCH)
              .appendPattern(" HH:mm:ss 'GMT'")
              .toFormatter(Locale.US)
              .withZone(ZoneOffset.UTC)
              .withResolverStyle(ResolverStyle.STRICT),
          http("EEE MMM ppd HH:mm:ss uuuu"));

  private DateText() {}

  private static DateTimeFormatter http(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.US)
        .withZone(ZoneOffset.UTC)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /** A date is its first instant; what names no zone is in UTC. */
  static Instant ofIso(String text) {
    try {
      TemporalAccessor read =
          ISO.parseBest(text.strip(), ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
      return switch (read) {
        case ZonedDateTime zoned -> zoned.toInstant();
        case LocalDateTime local -> local.toInstant(ZoneOffset.UTC);
        default -> LocalDate.from(read).atStartOfDay(ZoneOffset.UTC).toInstant();
      };
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "must be a date such as 2026-11-21 or 2026-11-21T08:00:00Z, was " + Values.text(text), e);
    }
  }

  /** The date of a header such as {@code Last-Modified}. */
  static Instant ofHttp(String text) {
    for (DateTimeFormatter format : HTTP) {
      try {
        return ZonedDateTime.parse(text.strip(), format).toInstant();
      } catch (DateTimeParseException _) {
        // The next form may fit.
      }
    }
    throw new IllegalArgumentException(
        "must be the date of a header such as \"Sat, 21 Nov 2026 08:00:00 GMT\", was "
            + Values.text(text));
  }

  /** What CEL's {@code duration} reads. */
  static void requireDuration(String text) {
    if (!DURATION.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "must be a duration such as 90s or 1h30m, was " + Values.text(text));
    }
  }

  /** What CEL's {@code timestamp} reads. */
  static void requireTimestamp(String text) {
    try {
      var _ = OffsetDateTime.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "must be a date and time with a zone such as 2026-11-21T08:00:00Z, was "
              + Values.text(text),
          e);
    }
  }
}
