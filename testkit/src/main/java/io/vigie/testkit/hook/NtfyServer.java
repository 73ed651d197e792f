package io.vigie.testkit.hook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/**
 * An ntfy server with one topic behind a token. A message of more than 4096 bytes it would make an
 * attachment, which nobody reads; here it is refused.
 */
public final class NtfyServer implements HookProtocol {

  /** Not a secret of anybody. */
  public static final String TOKEN = "tk_fakentfytokenfakentfytoken12";

  public static final String TOPIC = "vigie-ops";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_MESSAGE = 4_096;
  private static final int MOST_ACTIONS = 3;

  @Override
  public HookAnswer answer(HookRequest request) {
    JsonNode message = request.json();
    if (!request.header("authorization").orElse("").equals("Bearer " + TOKEN)) {
      return error(403, 40301, "forbidden");
    }
    if (!request.path().equals("/") || !message.path("topic").asText().equals(TOPIC)) {
      return error(400, 40009, "invalid request: topic invalid");
    }
    if (text(message, "message").length > LONGEST_MESSAGE) {
      return error(413, 41301, "attachment too large, or bandwidth limit reached");
    }
    int priority = message.path("priority").asInt(3);
    if (priority < 1 || priority > 5) {
      return error(400, 40007, "invalid request: priority invalid");
    }
    if (!actionsAreSound(message.path("actions"))) {
      return error(400, 40018, "invalid request: actions invalid");
    }
    ObjectNode answer = JSON.createObjectNode().put("id", "fake0000ntfy").put("event", "message");
    return HookAnswer.json(200, answer.put("topic", TOPIC).toString());
  }

  private static boolean actionsAreSound(JsonNode actions) {
    for (JsonNode action : actions) {
      if (!action.path("action").asText().equals("view")
          || action.path("label").asText("").isEmpty()
          || !action.path("url").asText("").startsWith("http")) {
        return false;
      }
    }
    return actions.size() <= MOST_ACTIONS;
  }

  private static byte[] text(JsonNode message, String field) {
    return message.path(field).asText("").getBytes(StandardCharsets.UTF_8);
  }

  private static HookAnswer error(int status, int code, String what) {
    ObjectNode error = JSON.createObjectNode().put("code", code).put("http", status);
    return HookAnswer.json(status, error.put("error", what).toString());
  }
}
