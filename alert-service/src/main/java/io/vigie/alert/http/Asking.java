package io.vigie.alert.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Notification.Delivery;
import io.vigie.contract.check.ItemId;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads what a request gives; what is wrong with it is said in full. */
final class Asking {

  private static final int LONGEST_QUOTE = 80;
  private static final int LONGEST_BODY = 4_096;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** PostgreSQL's time ends before Java's. */
  private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");
  private static final UUID LAST_ID = new UUID(-1, -1);

  private Asking() {}

  static ItemId item(String text) {
    if (text == null) {
      throw Trouble.badRequest("item: must be system/environment/item, was absent");
    }
    try {
      return ItemId.parse(text);
    } catch (IllegalArgumentException e) {
      throw Trouble.badRequest("item: must be system/environment/item, was " + quoted(text));
    }
  }

  static Instant instant(String name, String text, Instant otherwise) {
    if (text == null) {
      return otherwise;
    }
    try {
      Instant read = Instant.parse(text);
      if (!read.isBefore(FIRST) && read.isBefore(LAST)) {
        return read;
      }
    } catch (DateTimeParseException e) {
      // Said below, together with what is out of bounds.
    }
    throw Trouble.badRequest(
        name + ": must be an instant such as 2026-11-20T08:00:00Z, was " + quoted(text));
  }

  static Optional<Delivery> state(String text) {
    if (text == null) {
      return Optional.empty();
    }
    return Optional.of(
        Arrays.stream(Delivery.values())
            .filter(one -> one.word().equals(text))
            .findFirst()
            .orElseThrow(
                () ->
                    Trouble.badRequest(
                        "state: must be one of "
                            + Arrays.stream(Delivery.values())
                                .map(Delivery::word)
                                .collect(Collectors.joining(", "))
                            + ", was "
                            + quoted(text))));
  }

  static Optional<IncidentId> incident(String text) {
    return Optional.ofNullable(text).map(id -> new IncidentId(uuid("incident", id)));
  }

  static UUID uuid(String name, String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw Trouble.badRequest(name + ": must be a UUID, was " + quoted(text));
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
    throw Trouble.badRequest("limit: must be 1 to " + most + ", was " + quoted(text));
  }

  /** Where a page begins. */
  record Place(Instant at, UUID id) {
    String text() {
      return at + "," + id;
    }
  }

  static Place place(String text) {
    if (text == null) {
      return new Place(LAST, LAST_ID);
    }
    List<String> parts = Arrays.asList(text.split(",", -1));
    Instant at = instant("before", parts.getFirst(), LAST);
    return new Place(at, parts.size() > 1 ? uuid("before", parts.get(1)) : new UUID(0, 0));
  }

  /**
   * The fields of an object, each of them a text. The content type must say JSON: a page of another
   * site cannot send that from somebody's browser without asking this server first.
   */
  static Fields fields(MediaType type, String body, List<String> known) {
    if (type == null || !MediaType.APPLICATION_JSON_TYPE.isCompatible(type)) {
      throw new Trouble(
          Status.UNSUPPORTED_MEDIA_TYPE,
          "content-type: must be application/json, was " + (type == null ? "absent" : type));
    }
    if (body.length() > LONGEST_BODY) {
      throw new Trouble(
          Status.REQUEST_ENTITY_TOO_LARGE,
          "body: must have at most " + LONGEST_BODY + " characters, had " + body.length());
    }
    JsonNode read = object(body);
    read.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw Trouble.badRequest(
                    "body: must have no " + quoted(name) + "; known are " + known);
              }
            });
    return new Fields(read);
  }

  private static JsonNode object(String body) {
    try {
      JsonNode read = JSON.readTree(body.isBlank() ? "{}" : body);
      if (read.isObject()) {
        return read;
      }
    } catch (JsonProcessingException e) {
      // Said below.
    }
    throw Trouble.badRequest("body: must be a JSON object, was not readable as one");
  }

  /** What somebody sent. */
  record Fields(JsonNode object) {

    /** A short text of one line; blank is as good as absent. */
    Optional<String> line(String name, int longest) {
      JsonNode value = object.path(name);
      if (value.isMissingNode() || value.isNull()) {
        return Optional.empty();
      }
      String text = value.asText().strip();
      if (!value.isTextual()
          || text.length() > longest
          || text.chars().anyMatch(Character::isISOControl)) {
        throw Trouble.badRequest(
            name + ": must be a text of one line and at most " + longest + " characters");
      }
      return Optional.of(text).filter(one -> !one.isEmpty());
    }
  }

  private static String quoted(String text) {
    String shown = text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    return '"' + shown.replaceAll("\\p{Cntrl}", " ") + '"';
  }
}
