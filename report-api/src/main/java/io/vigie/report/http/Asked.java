package io.vigie.report.http;

import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Phase;
import io.vigie.report.record.IncidentQuery.Cursor;
import io.vigie.report.record.SystemKey;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads what a request gives; what is wrong with it is said in full. */
public final class Asked {

  private static final int LONGEST_QUOTE = 80;

  /** After every result. */
  private static final Instant NEWEST = Instant.parse("9999-12-31T00:00:00Z");

  private Asked() {}

  public static SystemKey system(String system, String environment) {
    try {
      return new SystemKey(system, environment);
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest(shortened(e.getMessage()));
    }
  }

  public static ItemId item(String system, String environment, String item) {
    try {
      return new ItemId(system, environment, item);
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest(shortened(e.getMessage()));
    }
  }

  public static IncidentId incident(String id) {
    try {
      return IncidentId.parse(id);
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest("id: must be a UUID, was " + quoted(id));
    }
  }

  public static UUID silence(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest("id: must be a UUID, was " + quoted(id));
    }
  }

  static int limit(String text, int otherwise, int most) {
    if (text == null) {
      return otherwise;
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= most) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // Said below, together with what is out of bounds.
    }
    throw ProblemException.badRequest("limit: must be 1 to " + most + ", was " + quoted(text));
  }

  public static Instant before(String text) {
    if (text == null) {
      return NEWEST;
    }
    return instant(text);
  }

  public static Cursor cursor(String text) {
    if (text == null) {
      return Cursor.NEWEST;
    }
    try {
      Cursor cursor = Cursor.parse(text);
      return new Cursor(inRange(cursor.openedAt(), text), cursor.id());
    } catch (DateTimeParseException | IllegalArgumentException e) {
      throw ProblemException.badRequest(
          "before: must be the next of an earlier answer, or an instant, was " + quoted(text));
    }
  }

  static Optional<Boolean> flag(String name, String text) {
    if (text == null) {
      return Optional.empty();
    }
    return switch (text) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default ->
          throw ProblemException.badRequest(name + ": must be true or false, was " + quoted(text));
    };
  }

  public static Optional<Phase> phase(String text) {
    if (text == null) {
      return Optional.empty();
    }
    List<String> words = Arrays.stream(Phase.values()).map(Phase::word).toList();
    if (!words.contains(text)) {
      throw ProblemException.badRequest(
          "phase: must be one of " + String.join(", ", words) + ", was " + quoted(text));
    }
    return Optional.of(Phase.ofWord(text));
  }

  static Optional<String> name(String parameter, String text) {
    if (text == null || ItemId.isSystemName(text)) {
      return Optional.ofNullable(text);
    }
    throw ProblemException.badRequest(
        parameter + ": must consist of lower-case letters, digits and dashes, was " + quoted(text));
  }

  static ProblemException absent(ItemId id) {
    return ProblemException.notFound("item: " + id + " is in no checklist");
  }

  /** Lets one of not too many through. */
  static void turn(Rates rates, String what, Instant now) {
    rates
        .take(what, now)
        .ifPresent(
            wait -> {
              throw ProblemException.tooMany(
                  what + ": too many within a minute, try again later", wait);
            });
  }

  private static Instant instant(String text) {
    try {
      return inRange(Instant.parse(text), text);
    } catch (DateTimeParseException e) {
      throw ProblemException.badRequest(
          "before: must be an instant such as 2026-01-31T12:00:00Z, was " + quoted(text));
    }
  }

  /** The database knows no instants beyond. */
  private static Instant inRange(Instant instant, String text) {
    if (instant.isBefore(Instant.EPOCH) || instant.isAfter(NEWEST)) {
      throw ProblemException.badRequest(
          "before: must lie between 1970 and 9999, was " + quoted(text));
    }
    return instant;
  }

  static String quoted(String text) {
    return '"' + shortened(text) + '"';
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_QUOTE * 2 ? text : text.substring(0, LONGEST_QUOTE * 2) + "…";
  }
}
