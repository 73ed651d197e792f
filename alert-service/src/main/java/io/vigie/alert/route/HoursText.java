package io.vigie.alert.route;

import io.vigie.contract.check.Hours;
import io.vigie.contract.due.OpenHours;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Times as people write them: {@code 22:00-07:00 Europe/Paris}, {@code Mon-Fri 09:00-18:00}, {@code
 * Sat,Sun}; several with semicolons between them where one is not enough.
 */
final class HoursText {

  private static final String EXAMPLE =
      "must be times such as \"22:00-07:00 Europe/Paris\" or \"Sat,Sun\"";
  private static final List<String> DAYS =
      Arrays.stream(DayOfWeek.values())
          .map(day -> day.name().substring(0, 3).toLowerCase(Locale.ROOT))
          .toList();

  private HoursText() {}

  static QuietHours quiet(String setting, String text, ZoneId zone) {
    List<OpenHours> times =
        Arrays.stream(text.split(";", -1))
            .map(String::strip)
            .map(part -> OpenHours.of(java.util.Optional.of(read(setting, part, zone))))
            .toList();
    QuietHours quiet = new QuietHours(times, text);
    if (quiet.neverEnd()) {
      throw problem(setting, "must leave some time at which people are told", text);
    }
    return quiet;
  }

  static Daily daily(String setting, String text, ZoneId zone) {
    String[] parts = text.strip().split("\\s+", -1);
    try {
      if (parts.length <= 2) {
        return new Daily(LocalTime.parse(parts[0]), parts.length == 2 ? ZoneId.of(parts[1]) : zone);
      }
    } catch (DateTimeException e) {
      throw problem(setting, "must be a time such as \"08:00 Europe/Paris\"", text);
    }
    throw problem(setting, "must be a time such as \"08:00 Europe/Paris\"", text);
  }

  static Hours read(String setting, String text, ZoneId zone) {
    Set<DayOfWeek> days = new TreeSet<>();
    List<Hours.Span> spans = new ArrayList<>();
    ZoneId meant = zone;
    for (String word : text.strip().split("\\s+", -1)) {
      if (word.isEmpty()) {
        throw problem(setting, EXAMPLE, text);
      } else if (Character.isDigit(word.charAt(0))) {
        Arrays.stream(word.split(",", -1)).forEach(part -> spans.add(span(setting, part, text)));
      } else if (isDays(word)) {
        Arrays.stream(word.split(",", -1)).forEach(part -> days.addAll(days(setting, part, text)));
      } else {
        meant = zone(setting, word);
      }
    }
    if (spans.isEmpty() && days.isEmpty()) {
      throw problem(setting, EXAMPLE, text);
    }
    return new Hours(spans, days, meant);
  }

  private static boolean isDays(String word) {
    return Arrays.stream(word.split("[,-]", -1))
        .allMatch(part -> DAYS.contains(part.toLowerCase(Locale.ROOT)));
  }

  private static Set<DayOfWeek> days(String setting, String part, String text) {
    String[] ends = part.split("-", -1);
    if (ends.length > 2) {
      throw problem(setting, EXAMPLE, text);
    }
    DayOfWeek day = day(ends[0]);
    DayOfWeek last = day(ends[ends.length - 1]);
    Set<DayOfWeek> days = new TreeSet<>();
    days.add(day);
    while (day != last) {
      day = day.plus(1);
      days.add(day);
    }
    return days;
  }

  private static DayOfWeek day(String word) {
    return DayOfWeek.of(DAYS.indexOf(word.toLowerCase(Locale.ROOT)) + 1);
  }

  private static Hours.Span span(String setting, String part, String text) {
    String[] ends = part.split("-", -1);
    try {
      if (ends.length == 2) {
        return new Hours.Span(time(ends[0]), time(ends[1]));
      }
    } catch (DateTimeException e) {
      throw problem(setting, EXAMPLE, text);
    }
    throw problem(setting, EXAMPLE, text);
  }

  private static LocalTime time(String text) {
    return text.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(text);
  }

  private static ZoneId zone(String setting, String word) {
    try {
      return ZoneId.of(word);
    } catch (DateTimeException e) {
      throw problem(setting, "must name a time zone such as Europe/Paris", word);
    }
  }

  private static IllegalArgumentException problem(String setting, String required, String found) {
    return new IllegalArgumentException(setting + ": " + required + ", was \"" + found + '"');
  }
}
