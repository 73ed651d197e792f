package io.vigie.probe.expect;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as the values that expectations work with. */
public final class JsonText {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private JsonText() {}

  /** Made when it is asked for, so that JSON may be read before any expectation is compiled. */
  static LanguageFunction function() {
    return LanguageFunction.of(
        "json",
        LanguageFunction.call(
            "json_string", SimpleType.DYN, SimpleType.STRING, String.class, JsonText::value));
  }

  /**
   * The value of {@code text}.
   *
   * @throws IllegalArgumentException where it is none, with the place
   */
  public static Object value(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("is not JSON: it is empty");
    }
    try {
      return value(JSON.readTree(text));
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation() == null ? JsonLocation.NA : e.getLocation();
      throw new IllegalArgumentException(
          "is not JSON: line "
              + Math.max(1, at.getLineNr())
              + ", column "
              + Math.max(1, at.getColumnNr()),
          e);
    }
  }

  private static Object value(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> object(node);
      case ARRAY -> array(node);
      case STRING, BINARY, POJO -> node.asText();
      case BOOLEAN -> node.booleanValue();
      case NUMBER ->
          node.isIntegralNumber() && node.canConvertToLong()
              ? (Object) node.longValue()
              : (Object) node.doubleValue();
      case NULL, MISSING -> NullValue.NULL_VALUE;
    };
  }

  private static Map<String, Object> object(JsonNode node) {
    Map<String, Object> object = new LinkedHashMap<>();
    node.properties().forEach(entry -> object.put(entry.getKey(), value(entry.getValue())));
    return Collections.unmodifiableMap(object);
  }

  private static List<Object> array(JsonNode node) {
    List<Object> array = new ArrayList<>(node.size());
    node.forEach(element -> array.add(value(element)));
    return Collections.unmodifiableList(array);
  }
}
