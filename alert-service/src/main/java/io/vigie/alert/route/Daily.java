package io.vigie.alert.route;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * A time of each day, as the clock of a zone shows it. One that a clock change leaves out comes as
 * much later as the clock was put forward; one that it shows twice comes the first time.
 */
public record Daily(LocalTime at, ZoneId zone) {

  /** The last time that it was, {@code now} included. */
  public Instant last(Instant now) {
    LocalDate today = LocalDate.ofInstant(now, zone);
    Instant of = on(today);
    return of.isAfter(now) ? on(today.minusDays(1)) : of;
  }

  /** The time before {@code last}. */
  public Instant before(Instant last) {
    return last(last.minusNanos(1));
  }

  /** The next time after {@code now}. */
  public Instant next(Instant now) {
    LocalDate today = LocalDate.ofInstant(now, zone);
    Instant of = on(today);
    return of.isAfter(now) ? of : on(today.plusDays(1));
  }

  private Instant on(LocalDate day) {
    return day.atTime(at).atZone(zone).withEarlierOffsetAtOverlap().toInstant();
  }

  @Override
  public String toString() {
    return at + " " + zone;
  }
}
