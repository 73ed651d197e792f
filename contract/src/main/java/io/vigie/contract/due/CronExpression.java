package io.vigie.contract.due;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * A cron expression of five fields, as in crontab(5): names, lists, ranges, steps, {@code @daily}
 * and the like. Where day of month and day of week are both restricted, either is enough. How clock
 * changes are dealt with says the package. Immutable.
 */
public final class CronExpression {

  private static final Map<String, String> NICKNAMES =
      Map.of(
          "@hourly", "0 * * * *",
          "@daily", "0 0 * * *",
          "@midnight", "0 0 * * *",
          "@weekly", "0 0 * * 0",
          "@monthly", "0 0 1 * *",
          "@yearly", "0 0 1 1 *",
          "@annually", "0 0 1 1 *");
  private static final int LONGEST = 500;
  private static final int DAYS_OF_WEEK = 7;

  /** A week of days, and as many more as a month may need. */
  private static final int WEEKS = 6;

  private final String text;
  private final long minutes;
  private final long hours;
  private final long daysOfMonth;
  private final long months;
  private final long daysOfWeek;
  private final boolean eitherDay;
  private final boolean fixedHours;

  private CronExpression(String text, String[] fields) {
    this.text = text;
    minutes = CronField.MINUTE.parse(fields[0]);
    hours = CronField.HOUR.parse(fields[1]);
    daysOfMonth = CronField.DAY_OF_MONTH.parse(fields[2]);
    months = CronField.MONTH.parse(fields[3]);
    daysOfWeek = CronField.DAY_OF_WEEK.parse(fields[4]);
    eitherDay = !fields[2].startsWith("*") && !fields[4].startsWith("*");
    fixedHours = !fields[1].startsWith("*") && hours != CronField.HOUR.all();
  }

  /**
   * Reads an expression.
   *
   * @throws InvalidCronException when it is none, or is never due
   */
  public static CronExpression parse(String text) {
    if (text.length() > LONGEST) {
      throw new InvalidCronException(
          "cron: must have at most " + LONGEST + " characters, had " + text.length());
    }
    String[] fields = spelledOut(text.strip()).split("[ \t]+", -1);
    if (fields.length != CronField.values().length) {
      throw new InvalidCronException(
          "cron: must have five fields (minute, hour, day of month, month, day of week), was \""
              + text
              + "\"");
    }
    CronExpression expression = new CronExpression(text.strip(), fields);
    expression.requirePossible(fields);
    return expression;
  }

  private static String spelledOut(String text) {
    if (!text.startsWith("@")) {
      return text;
    }
    String fields = NICKNAMES.get(text.toLowerCase(Locale.ROOT));
    if (fields == null) {
      throw new InvalidCronException(
          "cron: must be five fields or one of "
              + String.join(", ", NICKNAMES.keySet().stream().sorted().toList())
              + ", was \""
              + text
              + "\"");
    }
    return fields;
  }

  /** Every date comes round on every day of the week, so only a date that never is can be wrong. */
  private void requirePossible(String[] fields) {
    for (Month month : Month.values()) {
      boolean named = (months & (1L << month.getValue())) != 0;
      if (named && (eitherDay || Long.numberOfTrailingZeros(daysOfMonth) <= month.maxLength())) {
        return;
      }
    }
    throw new InvalidCronException(
        "day of month: must exist in one of the months \""
            + fields[3]
            + "\", was \""
            + fields[2]
            + "\"");
  }

  /** The first due time after {@code after}. */
  public Instant next(Instant after, ZoneId zone) {
    return fixedHours ? nextFixed(after, zone.getRules()) : nextShown(after, zone.getRules());
  }

  /**
   * True for a due time that stands for one or more times of day that the clock leapt over: the
   * clock does not show what the expression names.
   */
  public boolean isDisplaced(Instant due, ZoneId zone) {
    LocalDateTime shown = LocalDateTime.ofInstant(due, zone);
    return fixedHours && !match(shown).equals(shown);
  }

  /** Times of day, each once: where the clock shows it first, or would have shown it. */
  private Instant nextFixed(Instant after, ZoneRules rules) {
    LocalDateTime from =
        LocalDateTime.ofEpochSecond(after.getEpochSecond(), 0, rules.getOffset(after));
    LocalDateTime candidate = match(from);
    while (true) {
      Instant due = firstMoment(candidate, rules);
      if (due.isAfter(after)) {
        return due;
      }
      candidate = match(candidate.plusMinutes(1));
    }
  }

  private static Instant firstMoment(LocalDateTime shown, ZoneRules rules) {
    ZoneOffsetTransition change = rules.getTransition(shown);
    if (change == null) {
      return shown.toInstant(rules.getOffset(shown));
    }
    return change.isGap() ? change.getInstant() : shown.toInstant(change.getOffsetBefore());
  }

  /** Whatever the clock shows, as often as it shows it. */
  private Instant nextShown(Instant after, ZoneRules rules) {
    ZoneOffset offset = rules.getOffset(after);
    LocalDateTime from =
        LocalDateTime.ofEpochSecond(after.getEpochSecond(), 0, offset)
            .truncatedTo(ChronoUnit.MINUTES)
            .plusMinutes(1);
    ZoneOffsetTransition change = rules.nextTransition(after);
    while (true) {
      Instant due = match(from).toInstant(offset);
      if (change == null || due.isBefore(change.getInstant())) {
        return due;
      }
      offset = change.getOffsetAfter();
      from = change.getDateTimeAfter();
      change = rules.nextTransition(change.getInstant());
    }
  }

  /** The first minute from {@code from} on that the expression names, whether it exists or not. */
  private LocalDateTime match(LocalDateTime from) {
    LocalDateTime minute = from.truncatedTo(ChronoUnit.MINUTES);
    if (minute.isBefore(from)) {
      minute = minute.plusMinutes(1);
    }
    LocalDate day = day(minute.toLocalDate());
    if (day.equals(minute.toLocalDate())) {
      int hour = from(hours, minute.getHour());
      int minuteOfHour =
          hour == minute.getHour() ? from(minutes, minute.getMinute()) : first(minutes);
      if (minuteOfHour == Long.SIZE) {
        hour = from(hours, hour + 1);
        minuteOfHour = first(minutes);
      }
      if (hour < Long.SIZE) {
        return day.atTime(hour, minuteOfHour);
      }
      day = day(day.plusDays(1));
    }
    return day.atTime(first(hours), first(minutes));
  }

  /** The first day from {@code from} on. */
  private LocalDate day(LocalDate from) {
    LocalDate date = from;
    while (true) {
      if ((months & (1L << date.getMonthValue())) != 0) {
        int day = from(daysOf(date), date.getDayOfMonth());
        if (day <= date.lengthOfMonth()) {
          return date.withDayOfMonth(day);
        }
      }
      date = date.withDayOfMonth(1).plusMonths(1);
    }
  }

  /** The days of the month of {@code date}, as bits. */
  private long daysOf(LocalDate date) {
    int firstIsOn = date.withDayOfMonth(1).getDayOfWeek().getValue() % DAYS_OF_WEEK;
    long byWeek = 0;
    for (int week = 0; week < WEEKS; week++) {
      byWeek |= daysOfWeek << (week * DAYS_OF_WEEK);
    }
    // Bit 0 is a Sunday; bit 1 is to be the first of the month.
    byWeek = (byWeek >>> firstIsOn) << 1;
    return eitherDay ? daysOfMonth | byWeek : daysOfMonth & byWeek;
  }

  private static int from(long bits, int least) {
    return Long.numberOfTrailingZeros(bits & (-1L << least));
  }

  private static int first(long bits) {
    return Long.numberOfTrailingZeros(bits);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CronExpression that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return Objects.hash(text);
  }

  /** What the author wrote. */
  @Override
  public String toString() {
    return text;
  }
}
