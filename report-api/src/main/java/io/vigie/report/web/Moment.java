package io.vigie.report.web;

import io.vigie.report.incident.Said;
import io.vigie.report.verdict.Spans;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** An instant as a page shows it: for machines, in UTC, and as the time that has gone by. */
public record Moment(Instant at, Instant now) {

  private static final DateTimeFormatter CLOCK = formatter("HH:mm:ss");
  private static final DateTimeFormatter SHORT = formatter("d MMM HH:mm");

  private static DateTimeFormatter formatter(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
  }

  /** To the second, for the {@code datetime} attribute. */
  public String iso() {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  public String clock() {
    return CLOCK.format(at);
  }

  public String stamp() {
    return Said.time(at);
  }

  /** The day and the minute; the time alone when it was within the last day. */
  public String brief() {
    return Duration.between(at, now).toHours() < 24 ? clock() : SHORT.format(at);
  }

  /** How long ago, in one unit. */
  public String span() {
    return Spans.words(Duration.between(at, now));
  }
}
