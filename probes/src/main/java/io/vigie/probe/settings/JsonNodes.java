package io.vigie.probe.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigie.probe.settings.Node.Mapping;
import io.vigie.probe.settings.Node.Position;
import io.vigie.probe.settings.Node.Scalar;
import io.vigie.probe.settings.Node.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Nodes as JSON and back: settings are written in a checklist and travel in a job. */
public final class JsonNodes {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private JsonNodes() {}

  /** The same document without its places. */
  public static JsonNode toJson(Node node) {
    return switch (node) {
      case Scalar scalar -> toJson(scalar);
      case Sequence(List<Node> items, Position _) -> {
        ArrayNode array = JSON.arrayNode();
        items.forEach(item -> array.add(toJson(item)));
        yield array;
      }
      case Mapping mapping -> toJson(mapping);
    };
  }

  /** The same mapping without its places. */
  public static ObjectNode toJson(Mapping mapping) {
    ObjectNode object = JSON.objectNode();
    mapping.entries().forEach((key, entry) -> object.set(key, toJson(entry.value())));
    return object;
  }

  /** The same document, {@linkplain Position#NOWHERE nowhere}. */
  public static Node toNode(JsonNode json) {
    return switch (json) {
      case ObjectNode object -> {
        Map<String, Mapping.Entry> entries = new LinkedHashMap<>();
        object
            .properties()
            .forEach(
                property ->
                    entries.put(
                        property.getKey(),
                        new Mapping.Entry(Position.NOWHERE, toNode(property.getValue()))));
        yield new Mapping(entries, Position.NOWHERE);
      }
      case ArrayNode array -> {
        List<Node> items = new ArrayList<>();
        array.forEach(item -> items.add(toNode(item)));
        yield new Sequence(items, Position.NOWHERE);
      }
      default -> new Scalar(scalarOf(json), Position.NOWHERE);
    };
  }

  private static JsonNode toJson(Scalar scalar) {
    return switch (scalar.value()) {
      case null -> JSON.nullNode();
      case String text -> JSON.textNode(text);
      case Long number -> JSON.numberNode(number);
      case Double number -> JSON.numberNode(number);
      case Boolean truth -> JSON.booleanNode(truth);
      default ->
          throw new IllegalArgumentException(
              "scalar: must hold text, a number or a truth value, was of "
                  + scalar.value().getClass());
    };
  }

  private static Object scalarOf(JsonNode json) {
    if (json.isNull() || json.isMissingNode()) {
      return null;
    } else if (json.isBoolean()) {
      return json.booleanValue();
    } else if (json.isIntegralNumber() && json.canConvertToLong()) {
      return json.longValue();
    } else if (json.isNumber()) {
      return json.doubleValue();
    }
    return json.asText();
  }
}
