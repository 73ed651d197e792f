package io.vigie.scheduler.checklist;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigie.contract.check.Check;
import io.vigie.contract.wire.WireCodec;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * A digest of a check's content. The order in which an author wrote the settings does not count, so
 * that moving lines about publishes nothing.
 */
final class Revision {

  private static final ObjectMapper JSON = WireCodec.newMapper();
  private static final int BYTES = 8;

  private Revision() {}

  /** The check with its revision. */
  static Check stamped(Check check) {
    return check.stamped(digest(sorted(JSON.valueToTree(check)).toString()));
  }

  private static JsonNode sorted(JsonNode node) {
    return switch (node) {
      case ObjectNode object -> {
        Map<String, JsonNode> fields = new TreeMap<>();
        object.properties().forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
        yield new ObjectNode(JsonNodeFactory.instance, fields);
      }
      case ArrayNode array -> {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode();
        array.forEach(item -> copy.add(sorted(item)));
        yield copy;
      }
      default -> node;
    };
  }

  private static String digest(String canonical) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 must be available", e);
    }
  }
}
