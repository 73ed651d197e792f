package io.vigie.testkit.twin.signal;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When webhooks are sent.
 *
 * @param start such as {@code 09h00}; empty where they are always sent, as is {@code end}
 */
record TimeWindow(String start, String end) {

  static final TimeWindow ALWAYS = new TimeWindow("", "");

  private static final Pattern TIME = Pattern.compile("([0-9]{1,2})[hH:]([0-9]{2})");
  private static final int HOURS = 24;
  private static final int MINUTES = 60;

  /** What {@code HHhMM} or {@code HH:MM} say; empty where it is not to be accepted. */
  static Optional<TimeWindow> of(String start, String end) {
    if (start.isBlank() && end.isBlank()) {
      return Optional.of(ALWAYS);
    }
    return time(start).flatMap(from -> time(end).map(to -> new TimeWindow(from, to)));
  }

  private static Optional<String> time(String text) {
    Matcher time = TIME.matcher(text.strip());
    if (!time.matches()) {
      return Optional.empty();
    }
    int hour = Integer.parseInt(time.group(1));
    int minute = Integer.parseInt(time.group(2));
    return hour < HOURS && minute < MINUTES
        ? Optional.of("%02dh%02d".formatted(hour, minute))
        : Optional.empty();
  }

  boolean isSet() {
    return !start.isEmpty();
  }
}
