package io.vigie.contract.due;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.check.Hours;
import io.vigie.contract.due.OpenHours.Window;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenHoursTest {

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final Set<DayOfWeek> WORKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

  @ParameterizedTest(name = "{0} at {1}: {2}")
  @CsvSource({
    "09:00-18:00, 2026-11-20T08:59:59, false",
    "09:00-18:00, 2026-11-20T09:00, true",
    "09:00-18:00, 2026-11-20T17:59:59, true",
    "09:00-18:00, 2026-11-20T18:00, false",
    "22:00-06:00, 2026-11-20T23:00, true",
    "22:00-06:00, 2026-11-20T00:00, true",
    "22:00-06:00, 2026-11-20T05:59, true",
    "22:00-06:00, 2026-11-20T06:00, false",
    "22:00-06:00, 2026-11-20T21:59, false",
    "22:00-00:00, 2026-11-20T23:59, true",
    "22:00-00:00, 2026-11-20T00:00, false",
    "09:00-09:00, 2026-11-20T08:59, true",
  })
  void containsFromTheBeginningUpToTheEnd(String span, LocalDateTime shown, boolean contained) {
    OpenHours hours = hours(PARIS, Set.of(), span);

    assertThat(hours.contains(shown.atZone(PARIS).toInstant())).isEqualTo(contained);
  }

  /** 2026-11-20 is a Friday. */
  @ParameterizedTest(name = "22:00-06:00 on workdays at {0}: {1}")
  @CsvSource({
    "2026-11-20T23:00, true",
    "2026-11-21T05:00, true",
    "2026-11-21T23:00, false",
    "2026-11-23T05:00, false",
    "2026-11-23T22:00, true"
  })
  void aSpanBelongsToTheDayOnWhichItBegins(LocalDateTime shown, boolean contained) {
    OpenHours hours = hours(PARIS, WORKDAYS, "22:00-06:00");

    assertThat(hours.contains(shown.atZone(PARIS).toInstant())).isEqualTo(contained);
  }

  @Test
  void nothingSaidMeansAlways() {
    Instant moment = Instant.parse("2026-11-20T12:00:00.001Z");
    for (OpenHours hours :
        List.of(OpenHours.of(Optional.empty()), hours(PARIS, Set.of()), OpenHours.ALWAYS)) {
      assertThat(hours.isAlways()).isTrue();
      assertThat(hours.contains(moment)).isTrue();
      assertThat(hours.firstWithin(moment)).contains(moment);
      assertThat(hours.windowFrom(moment)).contains(new Window(moment, Instant.MAX));
    }
    assertThat(hours(PARIS, WORKDAYS).isAlways()).isFalse();
    assertThat(hours(PARIS, Set.of(), "09:00-10:00").isAlways()).isFalse();
  }

  @Test
  void daysWithoutSpansAreWholeDays() {
    OpenHours hours = hours(PARIS, WORKDAYS);

    assertThat(hours.windowFrom(Instant.parse("2026-11-21T12:00:00Z")))
        .contains(
            new Window(
                Instant.parse("2026-11-22T23:00:00Z"), Instant.parse("2026-11-27T23:00:00Z")));
  }

  @Test
  void aWindowThatNeverClosesClosesAtTheEndOfTime() {
    Instant moment = Instant.parse("2026-11-21T12:00:00Z");

    assertThat(hours(PARIS, Set.of(), "09:00-18:00", "18:00-09:00").windowFrom(moment))
        .contains(new Window(moment, Instant.MAX));
  }

  @Test
  void whatTheClockNeverShowsOpensAWeekLater() {
    OpenHours hours = hours(PARIS, Set.of(DayOfWeek.SUNDAY), "02:10-02:20");

    assertThat(hours.firstWithin(Instant.parse("2026-03-28T12:00:00Z")))
        .contains(Instant.parse("2026-04-05T00:10:00Z"));
  }

  /** Held against a look at every minute, clock changes included. */
  @ParameterizedTest
  @ValueSource(strings = {"Europe/Paris", "America/New_York", "Australia/Lord_Howe", "UTC"})
  void findsTheVeryMinuteAtWhichItOpensAndCloses(String zoneName) {
    Random random = new Random(zoneName.hashCode());
    ZoneId zone = ZoneId.of(zoneName);
    for (int i = 0; i < 60; i++) {
      OpenHours hours = anyHours(random, zone);
      Instant from =
          Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofDays(random.nextInt(365)));
      from = i % 3 == 0 ? nearChange(zone, from) : from;
      Optional<Window> window = hours.windowFrom(from.plusSeconds(random.nextInt(7200)));
      if (window.isEmpty()) {
        continue;
      }
      Instant minute = window.get().opens();
      assertThat(hours.contains(minute)).isTrue();
      while (minute.isBefore(window.get().closes()) && minute.isBefore(from.plusSeconds(900_000))) {
        assertThat(hours.contains(minute)).isTrue();
        minute = minute.plusSeconds(60 - minute.getEpochSecond() % 60);
      }
      assertThat(
              window.get().closes().equals(Instant.MAX) || !hours.contains(window.get().closes()))
          .isTrue();
      for (Instant shut = from.plusSeconds(7200); shut.isBefore(window.get().opens()); ) {
        assertThat(hours.contains(shut)).isFalse();
        shut = shut.plusSeconds(60);
      }
    }
  }

  private static Instant nearChange(ZoneId zone, Instant from) {
    var change = zone.getRules().nextTransition(from);
    return change == null ? from : change.getInstant().minusSeconds(7200);
  }

  private static OpenHours anyHours(Random random, ZoneId zone) {
    List<Hours.Span> spans = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      spans.add(new Hours.Span(anyTime(random), anyTime(random)));
    }
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      if (random.nextInt(3) == 0) {
        days.add(day);
      }
    }
    return OpenHours.of(Optional.of(new Hours(spans, days, zone)));
  }

  private static LocalTime anyTime(Random random) {
    return LocalTime.of(random.nextInt(random.nextBoolean() ? 4 : 24), 15 * random.nextInt(4));
  }

  static OpenHours hours(ZoneId zone, Set<DayOfWeek> days, String... spans) {
    return OpenHours.of(
        Optional.of(
            new Hours(List.of(spans).stream().map(OpenHoursTest::span).toList(), days, zone)));
  }

  private static Hours.Span span(String text) {
    List<String> ends = List.of(text.split("-", -1));
    return new Hours.Span(LocalTime.parse(ends.getFirst()), LocalTime.parse(ends.getLast()));
  }

  @Test
  void theClockOfTheZoneCounts() {
    Instant moment = Instant.parse("2026-11-20T08:30:00Z");

    assertThat(hours(PARIS, Set.of(), "09:00-18:00").contains(moment)).isTrue();
    assertThat(hours(ZoneOffset.UTC, Set.of(), "09:00-18:00").contains(moment)).isFalse();
  }
}
