package io.vigie.alert.notify.story;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times and spans as a person reads them. */
final class Spans {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Spans() {}

  static String time(Instant instant) {
    return TIME.format(instant);
  }

  /** The two largest units that matter: {@code 2 d 4 h}, {@code 38 min}, {@code 12 s}. */
  static String span(Duration span) {
    Duration length = span.isNegative() ? Duration.ZERO : span;
    if (length.toDays() > 0) {
      return length.toDays() + " d " + length.toHoursPart() + " h";
    }
    if (length.toHours() > 0) {
      return length.toHours() + " h " + length.toMinutesPart() + " min";
    }
    return length.toMinutes() > 0 ? length.toMinutes() + " min" : length.toSeconds() + " s";
  }
}
