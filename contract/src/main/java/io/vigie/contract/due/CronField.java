package io.vigie.contract.due;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** One of the five fields of a cron expression: what may stand in it, and what it then allows. */
enum CronField {
  MINUTE("minute", 0, 59, ""),
  HOUR("hour", 0, 23, ""),
  DAY_OF_MONTH("day of month", 1, 31, ""),
  MONTH("month", 1, 12, "jan feb mar apr may jun jul aug sep oct nov dec"),
  /** Sunday is 0, and also 7; {@link #parse} answers it as 0. */
  DAY_OF_WEEK("day of week", 0, 7, "sun mon tue wed thu fri sat");

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,2}");
  private static final int SUNDAY = 7;

  private final String title;
  private final int least;
  private final int most;
  private final String names;

  CronField(String title, int least, int most, String names) {
    this.title = title;
    this.least = least;
    this.most = most;
    this.names = names;
  }

  /** The values that {@code text} allows, as bits. */
  long parse(String text) {
    long allowed = 0;
    for (String element : text.split(",", -1)) {
      allowed |= element(element);
    }
    boolean sundayAsSeven = this == DAY_OF_WEEK && (allowed & bit(SUNDAY)) != 0;
    return sundayAsSeven ? (allowed | 1) & ~bit(SUNDAY) : allowed;
  }

  /** The values of this field when nothing is left out. */
  long all() {
    return parse("*");
  }

  private long element(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length > 2) {
      throw invalid("have one step at most", text);
    }
    int step = parts.length == 1 ? 1 : step(parts[1], text);
    if (parts[0].equals("*")) {
      return bits(least, most, step);
    }
    String[] ends = parts[0].split("-", -1);
    if (ends.length > 2) {
      throw invalid("be a value, a range, * or a list of these", text);
    }
    if (ends.length == 1) {
      if (parts.length == 2) {
        throw invalid("have a range or * before a step, such as " + suggestion(parts), text);
      }
      int value = value(ends[0], text);
      return bits(value, value, 1);
    }
    return range(value(ends[0], text), lastValue(ends[1], text), step, text);
  }

  private long range(int from, int to, int step, String text) {
    if (from > to) {
      throw invalid(
          "not run backwards, such as " + from + "-" + most + "," + least + "-" + to, text);
    }
    return bits(from, to, step);
  }

  private String suggestion(String[] parts) {
    return value(parts[0], parts[0]) + "-" + most + "/" + parts[1];
  }

  private int step(String text, String element) {
    if (!NUMBER.matcher(text).matches() || number(text) < 1 || number(text) > most) {
      throw invalid("have a step of 1 to " + most, element);
    }
    return number(text);
  }

  /** Where a range ends; one that ends on a Sunday ends the week. */
  private int lastValue(String text, String element) {
    boolean sundayByName = this == DAY_OF_WEEK && names().getFirst().equals(lowerCase(text));
    return sundayByName ? SUNDAY : value(text, element);
  }

  private int value(String text, String element) {
    int named = names().indexOf(lowerCase(text));
    if (named >= 0) {
      return named + (this == MONTH ? 1 : 0);
    }
    if (!NUMBER.matcher(text).matches() || number(text) < least || number(text) > most) {
      throw invalid("be " + range(), element);
    }
    return number(text);
  }

  private String range() {
    String numbers = least + " to " + most;
    return names.isEmpty()
        ? numbers
        : numbers + " or " + names().getFirst() + " to " + names().getLast();
  }

  private List<String> names() {
    return names.isEmpty() ? List.of() : List.of(names.split(" ", -1));
  }

  private InvalidCronException invalid(String required, String found) {
    return new InvalidCronException(title + ": must " + required + ", was \"" + found + "\"");
  }

  private static long bits(int from, int to, int step) {
    long bits = 0;
    for (int value = from; value <= to; value += step) {
      bits |= bit(value);
    }
    return bits;
  }

  private static long bit(int value) {
    return 1L << value;
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }

  private static String lowerCase(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
