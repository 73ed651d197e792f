package io.vigie.scheduler.checklist;

import io.vigie.contract.due.CronExpression;
import io.vigie.contract.due.InvalidCronException;
import io.vigie.probe.settings.DurationText;
import io.vigie.probe.settings.InvalidSetting;
import io.vigie.probe.settings.Limit;
import io.vigie.probe.settings.NearestWord;
import io.vigie.probe.settings.OneOrMore;
import io.vigie.probe.settings.Setting;
import io.vigie.probe.settings.ShortForm;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;

/** The values of time that an author may write, each with its rule. */
final class TimeForms {

  private TimeForms() {}

  /** From one due time to the next. */
  record Interval(@ShortForm(only = true) Duration value) {
    Interval {
      requireBetween(value, Duration.ofSeconds(1), Duration.ofDays(366));
    }
  }

  /** The deadline of an attempt. */
  record Timeout(@ShortForm(only = true) Duration value) {
    Timeout {
      requireBetween(value, Duration.ofMillis(100), Duration.ofMinutes(5));
    }
  }

  /** What is added to an item's patience. */
  record Grace(@ShortForm(only = true) Duration value) {
    Grace {
      requireBetween(value, Duration.ZERO, Duration.ofDays(30));
    }
  }

  /** How long to wait before another attempt. */
  record Backoff(@ShortForm(only = true) Duration value) {
    Backoff {
      requireBetween(value, Duration.ZERO, Duration.ofMinutes(5));
    }
  }

  /** How long a maintenance lasts. */
  record Span(@ShortForm(only = true) Duration value) {
    Span {
      requireBetween(value, Duration.ofMinutes(1), Duration.ofDays(30));
    }
  }

  /** What else than time makes an item due. */
  enum Event {
    DEPLOY
  }

  /** One cron expression. */
  record CronText(@ShortForm(only = true) String text) {
    CronText {
      try {
        CronExpression.parse(text);
      } catch (InvalidCronException e) {
        throw new InvalidSetting("text", e.getMessage().replaceFirst("^cron: ", ""));
      }
    }
  }

  /** Times of day in words; {@link TimesOfDay} knows the syntax. */
  record TimesText(@ShortForm(only = true) @Limit(pattern = TimesOfDay.SYNTAX) String text) {
    TimesText {
      if (TimesOfDay.parse(text).isEmpty()) {
        throw TimesOfDay.invalid("text", text);
      }
    }
  }

  /** A time zone by its IANA name. */
  record Zone(@ShortForm(only = true) String name) {
    Zone {
      if (!ZoneId.getAvailableZoneIds().contains(name)) {
        throw new InvalidSetting("name", unknown(name));
      }
    }

    ZoneId id() {
      return ZoneId.of(name);
    }

    private static String unknown(String name) {
      return "must be a time zone such as Europe/Paris, was \""
          + name
          + "\""
          + NearestWord.to(name, ZoneId.getAvailableZoneIds())
              .map(nearest -> "; nearest: \"" + nearest + "\"")
              .orElse("");
    }
  }

  /** The times of the week at which an item is looked at. */
  record Between(
      @ShortForm
          @Setting("From one time of day up to another, one or several; all day where empty.")
          Optional<OneOrMore<WorkingHours.Text>> hours,
      @Setting("Days on which such a span may begin; all days where absent.")
          Optional<OneOrMore<WorkingHours.Days>> days,
      @Setting("The time zone; that of the item or of the file where absent.")
          Optional<Zone> zone) {}

  /** A day of the calendar. */
  record Day(@ShortForm(only = true) @Limit(pattern = "\\d{4}-\\d{2}-\\d{2}") String text) {
    Day {
      try {
        LocalDate.parse(text);
      } catch (DateTimeException e) {
        throw new InvalidSetting("text", "must be a day such as 2026-10-01, was \"" + text + "\"");
      }
    }

    LocalDate date() {
      return LocalDate.parse(text);
    }
  }

  /** A moment, on the clocks of a zone unless it has an offset of its own. */
  record Moment(@ShortForm(only = true) String text) {
    Moment {
      try {
        at(text, ZoneId.of("UTC"));
      } catch (DateTimeException e) {
        throw new InvalidSetting(
            "text",
            "must be a moment such as 2026-10-01T22:00 or 2026-10-01T20:00:00Z, was \""
                + text
                + "\"");
      }
    }

    Instant in(ZoneId zone) {
      return at(text, zone);
    }

    private static Instant at(String text, ZoneId zone) {
      String iso = text.replace(' ', 'T');
      boolean hasOffset = iso.matches(".*(Z|[+-]\\d\\d:?\\d\\d)$") && iso.indexOf('T') > 0;
      return hasOffset
          ? OffsetDateTime.parse(iso).toInstant()
          : LocalDateTime.parse(iso).atZone(zone).toInstant();
    }
  }

  private static void requireBetween(Duration value, Duration least, Duration most) {
    String found = ", was \"" + DurationText.print(value) + "\"";
    if (value.compareTo(least) < 0) {
      throw new InvalidSetting("value", "must be at least " + DurationText.print(least) + found);
    }
    if (value.compareTo(most) > 0) {
      throw new InvalidSetting("value", "must be at most " + DurationText.print(most) + found);
    }
  }
}
