package io.vigie.scheduler.checklist;

import io.vigie.contract.check.Hours;
import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.settings.Limit;
import io.vigie.probe.settings.OneOrMore;
import io.vigie.probe.settings.ShortForm;
import io.vigie.scheduler.checklist.TimeForms.Between;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of the day and days of the week: {@code 09h00-18h00}, {@code mon-fri}. */
final class WorkingHours {

  private static final String TIME = "(?:[01]?\\d|2[0-4])(?:[:h][0-5]\\d|h)";
  private static final String DAY = "(?:mon|tue|wed|thu|fri|sat|sun)";
  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

  private WorkingHours() {}

  /** From one time of day up to another; past midnight where the second is not later. */
  record Text(@ShortForm(only = true) @Limit(pattern = Text.SYNTAX) String text) {
    static final String SYNTAX = "(?:" + TIME + " ?- ?" + TIME + ")?";
    private static final Pattern ENDS = Pattern.compile("([^-]+)-([^-]+)");

    Text {
      if (!text.matches(SYNTAX) || text.matches(".*24[:h](?!00).*")) {
        throw new InvalidSetting(
            "text", "must be such as 09:00-18:00 or 09h00-18h00, was \"" + text + "\"");
      }
    }

    Optional<Hours.Span> span() {
      Matcher ends = ENDS.matcher(text);
      return ends.matches()
          ? Optional.of(new Hours.Span(time(ends.group(1)), time(ends.group(2))))
          : Optional.empty();
    }

    private static LocalTime time(String text) {
      String[] parts = text.strip().split("[:h]", -1);
      int minute = parts[1].isEmpty() ? 0 : Integer.parseInt(parts[1]);
      return LocalTime.of(Integer.parseInt(parts[0]) % 24, minute);
    }
  }

  /** A day, or from one day up to another; past Sunday where the second comes first. */
  record Days(@ShortForm(only = true) @Limit(pattern = Days.SYNTAX) String text) {
    static final String SYNTAX = DAY + "(?:-" + DAY + ")?";

    Days {
      if (!text.toLowerCase(Locale.ROOT).matches(SYNTAX)) {
        throw new InvalidSetting(
            "text", "must be days such as mon, sat or mon-fri, was \"" + text + "\"");
      }
    }

    Set<DayOfWeek> days() {
      String[] ends = text.toLowerCase(Locale.ROOT).split("-", -1);
      DayOfWeek last = DayOfWeek.of(DAYS.indexOf(ends[ends.length - 1]) + 1);
      EnumSet<DayOfWeek> days = EnumSet.of(last);
      for (DayOfWeek day = DayOfWeek.of(DAYS.indexOf(ends[0]) + 1); day != last; ) {
        days.add(day);
        day = day.plus(1);
      }
      return days;
    }
  }

  /** The hours; none where nothing is left out. */
  static Optional<Hours> of(Between written, ZoneId zone) {
    List<Hours.Span> spans =
        written.hours().map(OneOrMore::values).orElse(List.of()).stream()
            .flatMap(text -> text.span().stream())
            .toList();
    EnumSet<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    written.days().ifPresent(texts -> texts.values().forEach(text -> days.addAll(text.days())));
    ZoneId own = written.zone().map(TimeForms.Zone::id).orElse(zone);
    return spans.isEmpty() && days.isEmpty()
        ? Optional.empty()
        : Optional.of(new Hours(spans, days, own));
  }
}
