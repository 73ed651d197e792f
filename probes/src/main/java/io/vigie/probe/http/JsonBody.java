package io.vigie.probe.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cel.common.values.NullValue;
import io.vigie.probe.expect.Absent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A body as the values that expectations work with. */
final class JsonBody {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private JsonBody() {}

  /** The value, or {@link Absent} with the reason. */
  static Object parsed(String body, boolean truncated) {
    if (body.isBlank()) {
      return new Absent("the body is not JSON: it is empty");
    }
    try {
      return value(JSON.readTree(body));
    } catch (JsonProcessingException e) {
      String cut = truncated ? " (the body was cut at maxBody)" : "";
      return new Absent(
          "the body is not JSON: line "
              + (e.getLocation() == null ? 1 : e.getLocation().getLineNr())
              + ", column "
              + (e.getLocation() == null ? 1 : e.getLocation().getColumnNr())
              + cut);
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
