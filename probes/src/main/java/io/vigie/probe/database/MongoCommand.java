package io.vigie.probe.database;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigie.probe.settings.InvalidSetting;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A command of MongoDB that reads, as an author writes it: JSON with its name first. */
final class MongoCommand {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Set<String> READING =
      Set.of(
          "aggregate",
          "buildInfo",
          "collStats",
          "connPoolStats",
          "count",
          "dbStats",
          "distinct",
          "find",
          "hello",
          "listCollections",
          "listDatabases",
          "listIndexes",
          "ping",
          "replSetGetStatus",
          "serverStatus");

  /** Stages that write, and operators that run programs of the author's in the server. */
  private static final Set<String> FORBIDDEN =
      Set.of("$out", "$merge", "$where", "$function", "$accumulator");

  private MongoCommand() {}

  /** Refuses what is not one command that reads. */
  static void requireReading(String query) {
    JsonNode command = parsed(query);
    String name = command.isObject() && !command.isEmpty() ? command.fieldNames().next() : "";
    if (!READING.contains(name)) {
      throw new InvalidSetting(
          "query",
          "must be a command in JSON, its name first, one of "
              + new TreeSet<>(READING)
              + (name.isEmpty() ? "" : ", was " + name));
    }
    FORBIDDEN.stream()
        .filter(word -> command.findValue(word) != null)
        .findFirst()
        .ifPresent(
            word -> {
              throw new InvalidSetting("query", "must only read, has " + word);
            });
  }

  private static JsonNode parsed(String query) {
    try {
      return JSON.readTree(query);
    } catch (JsonProcessingException e) {
      throw new InvalidSetting(
          "query", "must be a command in JSON, cannot be read: " + e.getOriginalMessage());
    }
  }

  /** As it is sent: with a limit on time, and on what comes back where there is a cursor. */
  static Map<String, Object> of(String query, Duration limit, int rows) {
    Map<String, Object> command = new LinkedHashMap<>(document(parsed(query)));
    String name = command.keySet().iterator().next();
    if (name.equals("find")) {
      command.putIfAbsent("limit", rows + 1);
      command.put("batchSize", rows + 1);
      command.put("singleBatch", true);
    } else if (name.equals("aggregate")) {
      command.put("cursor", Map.of("batchSize", rows + 1));
    }
    command.put("maxTimeMS", Math.toIntExact(limit.toMillis()));
    return command;
  }

  private static Map<String, Object> document(JsonNode node) {
    Map<String, Object> document = new LinkedHashMap<>();
    node.properties().forEach(entry -> document.put(entry.getKey(), value(entry.getValue())));
    return document;
  }

  private static Object value(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> extended(node);
      case ARRAY -> list(node);
      case STRING -> node.textValue();
      case BOOLEAN -> node.booleanValue();
      case NUMBER -> number(node);
      case NULL, MISSING, BINARY, POJO -> Values.NULL;
    };
  }

  private static Object number(JsonNode node) {
    if (node.isInt()) {
      return node.intValue();
    }
    return node.isLong() ? (Object) node.longValue() : (Object) node.doubleValue();
  }

  private static List<Object> list(JsonNode node) {
    List<Object> list = new ArrayList<>();
    node.forEach(each -> list.add(value(each)));
    return list;
  }

  /** A document, or one of the values that JSON has no form of its own for. */
  private static Object extended(JsonNode node) {
    JsonNode date = node.get("$date");
    JsonNode id = node.get("$oid");
    if (node.size() == 1 && date != null && date.isTextual()) {
      return instant(date.textValue());
    }
    boolean identifies = node.size() == 1 && id != null && id.asText().matches("[0-9a-fA-F]{24}");
    return identifies ? new Bson.ObjectId(id.textValue()) : document(node);
  }

  private static Object instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new InvalidSetting(
          "query", "a $date must be a time such as 2026-11-20T10:00:00Z, was \"" + text + "\"");
    }
  }
}
