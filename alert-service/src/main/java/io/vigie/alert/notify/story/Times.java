package io.vigie.alert.notify.story;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Times and spans as a person reads them.
 *
 * @param zone where that person lives
 */
record Times(ZoneId zone, Language language) {

  private static final DateTimeFormatter WHOLE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final DateTimeFormatter DAY_AND_HOUR =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  /** Like {@code 2026-11-20 08:00:00 UTC (09:00 Paris)}. */
  String time(Instant instant) {
    return WHOLE.format(instant.atZone(ZoneOffset.UTC)) + " UTC" + here(instant);
  }

  /** The same without its day, for what is told on that day: {@code 08:00 UTC}. */
  String hour(Instant instant) {
    return HOUR.format(instant.atZone(ZoneOffset.UTC)) + " UTC";
  }

  private String here(Instant instant) {
    if (zone.getRules().getOffset(instant).equals(ZoneOffset.UTC)) {
      return "";
    }
    boolean sameDay =
        instant.atZone(zone).toLocalDate().equals(instant.atZone(ZoneOffset.UTC).toLocalDate());
    DateTimeFormatter format = sameDay ? HOUR : DAY_AND_HOUR;
    return " (" + format.format(instant.atZone(zone)) + " " + place() + ")";
  }

  /** Without the continent, which nobody needs to know where they live: {@code Buenos Aires}. */
  private String place() {
    String id = zone.getId();
    return id.startsWith("Etc/") ? id : id.substring(id.lastIndexOf('/') + 1).replace('_', ' ');
  }

  /** The two largest units that matter: {@code 2 d 4 h}, {@code 38 min}, {@code 12 s}. */
  String span(Instant from, Instant to) {
    return span(Duration.between(from, to));
  }

  String span(Duration span) {
    Duration length = span.isNegative() ? Duration.ZERO : span;
    if (length.toDays() > 0) {
      return length.toDays() + day() + rest(length.toHoursPart(), " h");
    }
    if (length.toHours() > 0) {
      return length.toHours() + " h" + rest(length.toMinutesPart(), " min");
    }
    return length.toMinutes() > 0 ? length.toMinutes() + " min" : length.toSeconds() + " s";
  }

  private static String rest(int count, String unit) {
    return count == 0 ? "" : " " + count + unit;
  }

  private String day() {
    return switch (language) {
      case ENGLISH -> " d";
      case FRENCH -> " j";
    };
  }
}
