package io.vigie.contract.due;

import io.vigie.contract.check.Hours;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Whether a moment lies within the hours of an item, as the clock of their zone shows it. */
public final class OpenHours {

  private static final Hours.Span ALL_DAY = new Hours.Span(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);

  /** Nothing is left out. */
  public static final OpenHours ALWAYS = new OpenHours(Optional.empty());

  /** Every span begins within a week; a clock change may swallow one, not five. */
  private static final int DAYS_AHEAD = 35;

  private final Optional<Hours> hours;
  private final List<Hours.Span> spans;

  private OpenHours(Optional<Hours> hours) {
    this.hours = hours;
    this.spans = hours.map(Hours::spans).filter(some -> !some.isEmpty()).orElse(List.of(ALL_DAY));
  }

  /** The hours of an item; always where it has none. */
  public static OpenHours of(Optional<Hours> hours) {
    Optional<Hours> restricted =
        hours.filter(given -> !given.spans().isEmpty() || !given.days().isEmpty());
    return restricted.isEmpty() ? ALWAYS : new OpenHours(restricted);
  }

  /** From {@code opens} on and before {@code closes}, without a break. */
  public record Window(Instant opens, Instant closes) {}

  public boolean isAlways() {
    return hours.isEmpty();
  }

  public boolean contains(Instant moment) {
    return isAlways() || shows(LocalDateTime.ofInstant(moment, zone()));
  }

  /** The first moment from {@code from} on that lies within; it is {@code from} if that does. */
  public Optional<Instant> firstWithin(Instant from) {
    return contains(from) ? Optional.of(from) : firstBoundary(from, this::contains);
  }

  /**
   * The window that {@code from} lies in, or else the next one. The former is said to open at
   * {@code from}; one that does not close soon is said to close at the end of time.
   */
  public Optional<Window> windowFrom(Instant from) {
    return firstWithin(from).map(opens -> new Window(opens, closing(opens)));
  }

  private Instant closing(Instant opens) {
    return isAlways()
        ? Instant.MAX
        : firstBoundary(opens, boundary -> !contains(boundary)).orElse(Instant.MAX);
  }

  private boolean shows(LocalDateTime shown) {
    LocalTime time = shown.toLocalTime();
    LocalDate today = shown.toLocalDate();
    for (Hours.Span span : spans) {
      boolean passesMidnight = !span.to().isAfter(span.from());
      boolean sinceToday =
          !time.isBefore(span.from()) && (passesMidnight || time.isBefore(span.to()));
      boolean sinceYesterday = passesMidnight && time.isBefore(span.to());
      if ((sinceToday && mayBegin(today)) || (sinceYesterday && mayBegin(today.minusDays(1)))) {
        return true;
      }
    }
    return false;
  }

  private boolean mayBegin(LocalDate day) {
    return hours
        .map(Hours::days)
        .map(days -> days.isEmpty() || days.contains(day.getDayOfWeek()))
        .orElse(true);
  }

  private Optional<Instant> firstBoundary(Instant after, Predicate<Instant> wanted) {
    LocalDate day = LocalDate.ofInstant(after, zone());
    for (int i = 0; i < DAYS_AHEAD; i++) {
      for (Instant boundary : boundaries(day)) {
        if (boundary.isAfter(after) && wanted.test(boundary)) {
          return Optional.of(boundary);
        }
      }
      day = day.plusDays(1);
    }
    return Optional.empty();
  }

  /** Every moment of a day at which a window may open or close, in order. */
  private NavigableSet<Instant> boundaries(LocalDate day) {
    NavigableSet<Instant> boundaries = new TreeSet<>();
    add(day.atStartOfDay(), boundaries);
    for (Hours.Span span : spans) {
      add(day.atTime(span.from()), boundaries);
      add(day.atTime(span.to()), boundaries);
    }
    Instant begins = day.atStartOfDay(zone()).toInstant();
    ZoneOffsetTransition change = zone().getRules().nextTransition(begins.minusNanos(1));
    if (change != null && change.getInstant().isBefore(begins.plusSeconds(86_400))) {
      boundaries.add(change.getInstant());
    }
    return boundaries;
  }

  private void add(LocalDateTime shown, NavigableSet<Instant> boundaries) {
    zone()
        .getRules()
        .getValidOffsets(shown)
        .forEach(offset -> boundaries.add(shown.toInstant(offset)));
  }

  private ZoneId zone() {
    return hours.map(Hours::zone).orElse(java.time.ZoneOffset.UTC);
  }
}
