package io.vigie.contract.check;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The times of the week at which an item is looked at.
 *
 * @param days on which a span may begin; all days where empty
 * @param spans all day where empty
 */
public record Hours(List<Span> spans, Set<DayOfWeek> days, ZoneId zone) {

  public Hours {
    spans = List.copyOf(spans);
    days = java.util.Collections.unmodifiableSet(new TreeSet<>(days));
  }

  /** From one time of the day up to another; past midnight where the second is not later. */
  public record Span(LocalTime from, LocalTime to) {}
}
