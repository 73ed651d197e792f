package io.vigie.report.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads when something ends: at an instant, or after a while. */
final class Ends {

  private static final Pattern LENGTH = Pattern.compile("([1-9][0-9]{0,4})([mhd])");

  private Ends() {}

  /**
   * The end that is asked for.
   *
   * @param until an instant, a date and time in UTC, or a date, which means the end of that day
   * @param length such as {@code 1h}
   */
  static Instant of(
      Optional<String> until, Optional<String> length, Duration longest, Instant now) {
    Optional<String> at = until.filter(text -> !text.isBlank());
    Optional<String> after = length.filter(text -> !text.isBlank());
    if (at.isPresent() == after.isPresent()) {
      throw ProblemException.badRequest(
          "until: required, or for instead of it, "
              + (at.isPresent() ? "were both" : "was absent"));
    }
    return at.map(text -> at(text.strip(), longest, now))
        .orElseGet(() -> after(after.orElseThrow().strip(), longest, now));
  }

  private static Instant after(String text, Duration longest, Instant now) {
    Matcher length = LENGTH.matcher(text);
    if (length.matches()) {
      Duration span = Duration.of(Long.parseLong(length.group(1)), unit(length.group(2)));
      if (span.compareTo(longest) <= 0) {
        return now.plus(span).truncatedTo(ChronoUnit.MILLIS);
      }
    }
    throw ProblemException.badRequest(
        "for: must be such as 30m, 8h or 2d, at most "
            + longest.toDays()
            + "d, was "
            + Asked.quoted(text));
  }

  private static ChronoUnit unit(String letter) {
    return switch (letter) {
      case "m" -> ChronoUnit.MINUTES;
      case "h" -> ChronoUnit.HOURS;
      default -> ChronoUnit.DAYS;
    };
  }

  private static Instant at(String text, Duration longest, Instant now) {
    Instant end =
        instant(text)
            .orElseThrow(
                () ->
                    ProblemException.badRequest(
                        "until: must be an instant such as 2026-01-31T12:00:00Z, or a date, was "
                            + Asked.quoted(text)));
    if (!end.isAfter(now) || end.isAfter(now.plus(longest))) {
      throw ProblemException.badRequest(
          "until: must lie within "
              + longest.toDays()
              + " days from now, was "
              + Asked.quoted(text));
    }
    return end;
  }

  private static Optional<Instant> instant(String text) {
    try {
      if (text.length() == "2026-01-31".length()) {
        return Optional.of(
            LocalDate.parse(text).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
      }
      boolean zoned = text.endsWith("Z") || text.lastIndexOf('+') > 0 || text.lastIndexOf('-') > 7;
      return Optional.of(
          zoned
              ? OffsetDateTime.parse(text).toInstant()
              : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
