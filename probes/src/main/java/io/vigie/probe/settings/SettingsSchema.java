package io.vigie.probe.settings;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigie.probe.settings.RecordModel.Field;
import io.vigie.probe.settings.RecordModel.Presence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The JSON Schema (2020-12) of settings records, from the same shapes that the reader walks. Where
 * a value is not free text, a reference such as {@code ${name}} may stand for it. Records become
 * definitions, named after their type. Not thread-safe.
 */
public final class SettingsSchema {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String DURATION = "duration";
  private static final String SIZE = "size";
  private static final String REFERENCE = "reference";

  private final Map<String, ObjectNode> definitions = new TreeMap<>();
  private final Map<String, Class<?>> named = new TreeMap<>();

  public SettingsSchema() {
    definitions.put(
        REFERENCE, text("\\$\\{", "A reference such as ${name}, alone or within a text."));
    definitions.put(
        DURATION,
        text(whole(DurationText.PATTERN), "A " + new Shape.Span().required().substring(2)));
    definitions.put(SIZE, size());
  }

  /** The schema of a record in its long form: the object alone. */
  public ObjectNode object(Class<? extends Record> type) {
    ObjectNode schema = JSON.objectNode().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = JSON.arrayNode();
    for (Field field : RecordModel.of(type).fields()) {
      properties.set(field.key(), property(field));
      if (field.presence() == Presence.REQUIRED) {
        required.add(field.key());
      }
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    return schema.put("additionalProperties", false);
  }

  /** The schema of a record in every form that an author may give it. */
  public ObjectNode value(Class<? extends Record> type) {
    return of(new Shape.Nested(type), Optional.empty());
  }

  /** What the schemas made so far refer to: the content of {@code $defs}. */
  public ObjectNode definitions() {
    ObjectNode all = JSON.objectNode();
    definitions.forEach(all::set);
    return all;
  }

  /** Adds a definition that is not a record; answers with what refers to it. */
  public ObjectNode define(String name, ObjectNode schema) {
    definitions.put(name, schema);
    return reference(name);
  }

  private ObjectNode property(Field field) {
    ObjectNode schema = JSON.objectNode();
    if (!field.meaning().isEmpty()) {
      schema.put("description", field.meaning());
    }
    schema.setAll(of(field.shape(), field.limit()));
    field
        .byDefault()
        .filter(text -> isReadable(field.shape(), text))
        .ifPresent(
            text -> schema.set("default", JsonNodes.toJson(Defaults.node(field.shape(), text))));
    return schema;
  }

  /** What an absent setting amounts to may depend on others; then it is said in words. */
  private static boolean isReadable(Shape shape, String text) {
    List<Problem> problems = new ArrayList<>();
    try {
      new ShapeReader(problems::add).read(shape, Defaults.node(shape, text), "");
      return problems.isEmpty();
    } catch (NumberFormatException inWords) {
      return false;
    }
  }

  private ObjectNode of(Shape shape, Optional<Limit> limit) {
    return switch (shape) {
      case Shape.Text _ -> limitedText(limit);
      case Shape.Whole _ -> orReference(number("integer", limit));
      case Shape.Decimal _ -> orReference(number("number", limit));
      case Shape.Truth _ -> orReference(typed("boolean"));
      case Shape.Span _ -> orReference(reference(DURATION));
      case Shape.Amount _ -> orReference(reference(SIZE));
      case Shape.Address _ -> orReference(typed("string").put("format", "uri-reference"));
      case Shape.Word(var words) -> {
        ObjectNode word = JSON.objectNode();
        words.keySet().forEach(word.withArray("enum")::add);
        yield orReference(word);
      }
      case Shape.AnyScalar _ -> anyScalar(limit);
      case Shape.AnyNode _, Shape.Json _ -> JSON.objectNode();
      case Shape.ListOf(Shape item) -> {
        ObjectNode list = typed("array");
        list.set("items", of(item, limit));
        yield list;
      }
      case Shape.OneOrMoreOf(Shape item) -> {
        ObjectNode list = typed("array").put("minItems", 1);
        list.set("items", of(item, limit));
        ObjectNode either = JSON.objectNode();
        either.putArray("anyOf").add(of(item, limit)).add(list);
        yield either;
      }
      case Shape.MapOf(Shape value) -> {
        ObjectNode map = typed("object");
        map.set("additionalProperties", of(value, limit));
        yield map;
      }
      case Shape.Nested(var type) -> nested(type);
    };
  }

  private ObjectNode nested(Class<? extends Record> type) {
    RecordModel model = RecordModel.of(type);
    Optional<ObjectNode> alone = model.shortForm().map(field -> of(field.shape(), field.limit()));
    if (!model.hasLongForm()) {
      return alone.orElseThrow();
    }
    String name = defined(type);
    if (alone.isEmpty()) {
      return reference(name);
    }
    ObjectNode either = JSON.objectNode();
    either.putArray("oneOf").add(alone.get()).add(reference(name));
    return either;
  }

  private String defined(Class<? extends Record> type) {
    String simple = type.getSimpleName();
    String name = simple.substring(0, 1).toLowerCase(Locale.ROOT) + simple.substring(1);
    Class<?> other = named.putIfAbsent(name, type);
    if (other == null) {
      definitions.put(name, JSON.objectNode());
      definitions.put(name, object(type));
    } else if (other != type) {
      throw new IllegalStateException(
          "schema: names of records must differ, two are " + simple + ": " + type + ", " + other);
    }
    return name;
  }

  private static ObjectNode limitedText(Optional<Limit> limit) {
    ObjectNode text = typed("string");
    return limit
        .filter(given -> !given.pattern().isEmpty())
        .map(given -> orReference(text.put("pattern", whole(given.pattern()))))
        .orElse(text);
  }

  private static ObjectNode anyScalar(Optional<Limit> limit) {
    if (limit.isEmpty()) {
      ObjectNode scalar = JSON.objectNode();
      scalar.putArray("type").add("string").add("number").add("boolean");
      return scalar;
    }
    ObjectNode either = orReference(number("integer", limit));
    either
        .withArray("anyOf")
        .insert(1, typed("string").put("pattern", whole(limit.get().pattern())));
    return either;
  }

  private static ObjectNode size() {
    ObjectNode either = JSON.objectNode();
    either
        .put("description", "A " + new Shape.Amount().required().substring(2))
        .putArray("anyOf")
        .add(typed("integer").put("minimum", 0))
        .add(typed("string").put("pattern", whole(Size.PATTERN)));
    return either;
  }

  private static ObjectNode number(String type, Optional<Limit> limit) {
    ObjectNode number = typed(type);
    limit
        .map(Limit::least)
        .filter(l -> l > Long.MIN_VALUE)
        .ifPresent(l -> number.put("minimum", l));
    limit.map(Limit::most).filter(m -> m < Long.MAX_VALUE).ifPresent(m -> number.put("maximum", m));
    return number;
  }

  private static ObjectNode orReference(ObjectNode schema) {
    ObjectNode either = JSON.objectNode();
    either.putArray("anyOf").add(schema).add(reference(REFERENCE));
    return either;
  }

  private static ObjectNode reference(String name) {
    return JSON.objectNode().put("$ref", "#/$defs/" + name);
  }

  private static ObjectNode typed(String type) {
    return JSON.objectNode().put("type", type);
  }

  private static ObjectNode text(String pattern, String description) {
    return typed("string").put("pattern", pattern).put("description", description);
  }

  private static String whole(String pattern) {
    return "^(?:" + pattern + ")$";
  }
}
