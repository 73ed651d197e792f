package io.vigie.testkit.hook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request as it came in.
 *
 * @param path with its query
 * @param headers by their names in lower case, the first of each
 */
public record HookRequest(String method, String path, Map<String, String> headers, String text) {

  private static final ObjectMapper JSON = new ObjectMapper();

  public HookRequest {
    headers = Map.copyOf(headers);
  }

  static HookRequest of(
      String method, String path, Map<String, List<String>> headers, byte[] body) {
    Map<String, String> first = new TreeMap<>();
    headers.forEach((name, values) -> first.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    return new HookRequest(method, path, first, new String(body, StandardCharsets.UTF_8));
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** How large the body was. */
  public int bytes() {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** The body as JSON; a missing node where it is none. */
  public JsonNode json() {
    try {
      JsonNode read = JSON.readTree(text);
      return read == null ? MissingNode.getInstance() : read;
    } catch (JsonProcessingException notJson) {
      return MissingNode.getInstance();
    }
  }

  /** Every text in the body, one for each line, in order. */
  public String readable() {
    StringBuilder lines = new StringBuilder();
    collect(json(), lines);
    return lines.toString();
  }

  private static void collect(JsonNode node, StringBuilder lines) {
    if (node.isTextual()) {
      lines.append(node.textValue()).append('\n');
    }
    node.forEach(child -> collect(child, lines));
  }
}
