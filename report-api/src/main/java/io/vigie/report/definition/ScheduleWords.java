package io.vigie.report.definition;

import io.vigie.contract.check.Hours;
import io.vigie.contract.check.Schedule;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Schedules as people say them. */
public final class ScheduleWords {

  private ScheduleWords() {}

  public static String of(Schedule schedule) {
    return switch (schedule) {
      case Schedule.Every every -> "every " + span(every.interval()) + within(every.between());
      case Schedule.Cron cron ->
          String.join(" or ", cron.expressions())
              + " ("
              + cron.zone()
              + ")"
              + within(cron.between());
      case Schedule.OnDeploy _ -> "after each deployment";
    };
  }

  /** An exact span: {@code 90 s}, {@code 1 h 30 min}, {@code 3 d}. */
  public static String span(Duration span) {
    List<String> parts = new ArrayList<>();
    add(parts, span.toDaysPart(), "d");
    add(parts, span.toHoursPart(), "h");
    add(parts, span.toMinutesPart(), "min");
    add(parts, span.toSecondsPart(), "s");
    add(parts, span.toMillisPart(), "ms");
    return parts.isEmpty() ? "0 s" : String.join(" ", parts);
  }

  private static void add(List<String> parts, long amount, String unit) {
    if (amount > 0) {
      parts.add(amount + " " + unit);
    }
  }

  private static String within(Optional<Hours> between) {
    return between
        .filter(hours -> !hours.spans().isEmpty() || !hours.days().isEmpty())
        .map(hours -> ", only" + spans(hours.spans()) + days(hours.days()) + zone(hours))
        .orElse("");
  }

  private static String spans(List<Hours.Span> spans) {
    return spans.isEmpty()
        ? ""
        : spans.stream()
            .map(span -> span.from() + "–" + span.to())
            .collect(Collectors.joining(" and ", " ", ""));
  }

  private static String days(Set<DayOfWeek> days) {
    return days.isEmpty()
        ? ""
        : days.stream()
            .map(day -> day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH))
            .collect(Collectors.joining(", ", " on ", ""));
  }

  private static String zone(Hours hours) {
    return " (" + hours.zone() + ")";
  }
}
