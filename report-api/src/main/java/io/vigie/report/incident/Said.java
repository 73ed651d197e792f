package io.vigie.report.incident;

import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.Sightings;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What was noted of an incident, as people read it. */
public final class Said {

  private static final Pattern INSTANT =
      Pattern.compile("\\b(\\d{4}-\\d\\d-\\d\\d)T(\\d\\d:\\d\\d:\\d\\d)(?:\\.\\d{1,9})?Z");

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private static final int MOST_NAMED = 5;

  private Said() {}

  /** A time with its day: {@code 2026-11-20 12:02:00 UTC}. */
  public static String time(Instant at) {
    return STAMP.format(at) + " UTC";
  }

  /** The times in a text as {@link #time}. */
  public static String text(String noted) {
    return INSTANT.matcher(noted).replaceAll("$1 $2 UTC");
  }

  /**
   * How often it was seen to fail and by whom, where somebody looks: {@code 2 runners (paris-1,
   * paris-2) in 3 runs, 5 attempts}. Of an incident that is open, until it opened.
   */
  public static Optional<String> seenBy(Incident incident) {
    return incident
        .seen()
        .map(
            seen ->
                count(seen.runners().size(), "runner")
                    + " ("
                    + names(seen)
                    + ") in "
                    + count(seen.runs(), "run")
                    + ", "
                    + count(seen.attempts(), "attempt"));
  }

  private static String names(Sightings seen) {
    int more = seen.runners().size() - MOST_NAMED;
    String named = seen.runners().stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    return more > 0 ? named + " and " + more + " more" : named;
  }

  private static String count(int count, String one) {
    return count + " " + one + (count == 1 ? "" : "s");
  }
}
