package io.vigie.contract.due;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The documented rule, written down a second time and as slowly as can be: every minute that the
 * calendar could show is looked at. It shares no code with what it judges.
 */
final class CronOracle {

  private static final List<String> MONTHS =
      List.of(
          "", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

  private final Set<Integer> minutes;
  private final Set<Integer> hours;
  private final Set<Integer> days;
  private final Set<Integer> months;
  private final Set<Integer> weekdays = new HashSet<>();
  private final boolean either;
  private final boolean interval;

  CronOracle(String cron) {
    String[] fields = cron.split(" ", -1);
    minutes = values(fields[0], 0, 59, List.of());
    hours = values(fields[1], 0, 23, List.of());
    days = values(fields[2], 1, 31, List.of());
    months = values(fields[3], 1, 12, MONTHS);
    values(fields[4], 0, 7, DAYS).forEach(day -> weekdays.add(day % 7));
    either = fields[2].charAt(0) != '*' && fields[4].charAt(0) != '*';
    interval = fields[1].charAt(0) == '*' || hours.size() == 24;
  }

  /** True where crontab(5) asks for both days and other programs are content with either. */
  static boolean asksForBothDays(String cron) {
    String[] fields = cron.split(" ", -1);
    boolean stepOfDays = fields[2].startsWith("*/") || fields[2].startsWith("*,");
    boolean stepOfWeekdays = fields[4].startsWith("*/") || fields[4].startsWith("*,");
    return (stepOfDays && !fields[4].equals("*")) || (stepOfWeekdays && !fields[2].equals("*"));
  }

  /** Every due time after {@code from} and before {@code to}. */
  List<Instant> dueTimes(Instant from, Instant to, ZoneId zone) {
    SortedSet<Instant> due = new TreeSet<>();
    LocalDateTime shown = LocalDateTime.ofInstant(from, ZoneOffset.UTC).minusDays(1);
    LocalDateTime end = LocalDateTime.ofInstant(to, ZoneOffset.UTC).plusDays(1);
    for (LocalDateTime minute = shown.withSecond(0).withNano(0);
        minute.isBefore(end);
        minute = minute.plusMinutes(1)) {
      if (names(minute)) {
        due.addAll(moments(minute, zone));
      }
    }
    return new ArrayList<>(due.subSet(from.plusNanos(1), to));
  }

  boolean names(LocalDateTime shown) {
    if (!minutes.contains(shown.getMinute())
        || !hours.contains(shown.getHour())
        || !months.contains(shown.getMonthValue())) {
      return false;
    }
    boolean day = days.contains(shown.getDayOfMonth());
    boolean weekday = weekdays.contains(shown.getDayOfWeek().getValue() % 7);
    return either ? day || weekday : day && weekday;
  }

  private List<Instant> moments(LocalDateTime shown, ZoneId zone) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(shown);
    if (interval) {
      return offsets.stream().map(shown::toInstant).toList();
    }
    if (offsets.isEmpty()) {
      return List.of(zone.getRules().getTransition(shown).getInstant());
    }
    return List.of(offsets.stream().map(shown::toInstant).min(Instant::compareTo).orElseThrow());
  }

  private static Set<Integer> values(String field, int least, int most, List<String> names) {
    Set<Integer> values = new HashSet<>();
    for (String element : field.split(",", -1)) {
      String[] parts = element.split("/", -1);
      int step = parts.length == 2 ? Integer.parseInt(parts[1]) : 1;
      String[] ends = (parts[0].equals("*") ? least + "-" + most : parts[0]).split("-", -1);
      int last = value(ends[ends.length - 1], names);
      for (int value = value(ends[0], names); value <= last; value += step) {
        values.add(value);
      }
    }
    return values;
  }

  private static int value(String text, List<String> names) {
    return names.contains(text) ? names.indexOf(text) : Integer.parseInt(text);
  }
}
