package io.vigie.scheduler.checklist;

import io.vigie.probe.settings.InvalidSetting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times of day in words, as a cron expression says them: {@code 00:00 and 12:00}, {@code mon-fri
 * 08:30}, {@code 1st of month 02:00}.
 */
final class TimesOfDay {

  private static final String TIME = "(?:[01]?\\d|2[0-3])[:h][0-5]\\d";
  private static final String DAY = "(?:mon|tue|wed|thu|fri|sat|sun)";
  private static final String DATE = "(?:[12]?\\d|3[01])(?:st|nd|rd|th)";

  /** What the whole of a text must match. */
  static final String SYNTAX =
      "(?:(?:"
          + DAY
          + "(?:[-,]"
          + DAY
          + ")*|"
          + DATE
          + " of month) )?"
          + TIME
          + "(?: and "
          + TIME
          + ")*";

  private static final Pattern PARTS =
      Pattern.compile("(?:(.*?)(?:st|nd|rd|th) of month |(" + DAY + "[^ ]*) )?(\\d.*)");

  private TimesOfDay() {}

  /** The cron expressions that say the same, or nothing where the text says no times. */
  static Optional<List<String>> parse(String text) {
    String lower = text.toLowerCase(Locale.ROOT).strip();
    Matcher parts = PARTS.matcher(lower);
    if (!lower.matches(SYNTAX) || !parts.matches()) {
      return Optional.empty();
    }
    String date = parts.group(1) == null ? "*" : parts.group(1);
    String days = parts.group(2) == null ? "*" : parts.group(2);
    List<String> crons = new ArrayList<>();
    for (String time : parts.group(3).split(" and ", -1)) {
      String[] clock = time.split("[:h]", -1);
      crons.add(number(clock[1]) + " " + number(clock[0]) + " " + date + " * " + days);
    }
    return date.equals("0") ? Optional.empty() : Optional.of(crons);
  }

  static InvalidSetting invalid(String component, String text) {
    return new InvalidSetting(
        component,
        "must be times of day such as \"00:00 and 12:00\", \"mon-fri 08:30\" or"
            + " \"1st of month 02:00\", was \""
            + text
            + "\"");
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }
}
