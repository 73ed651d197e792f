package io.vigie.report.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A button that somebody pressed.
 *
 * @param user the name that person has there, made harmless
 */
public record SlackAction(Kind kind, String value, String user) {

  private static final int LONGEST_NAME = 80;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The buttons that Vigie's messages have. */
  public enum Kind {
    ACKNOWLEDGE("vigie_ack"),
    SILENCE("vigie_silence_1h");

    private final String id;

    Kind(String id) {
      this.id = id;
    }

    /** The {@code action_id} of the button. */
    public String id() {
      return id;
    }

    private static Optional<Kind> of(String id) {
      return Stream.of(values()).filter(kind -> kind.id.equals(id)).findFirst();
    }
  }

  /**
   * The buttons of ours in a payload; a button that only leads somewhere is announced too, and is
   * none of them. Empty where the payload cannot be read.
   */
  public static Optional<List<SlackAction>> in(String payload) {
    try {
      JsonNode read = JSON.readTree(payload);
      if (read == null || !read.path("actions").isArray()) {
        return Optional.empty();
      }
      String user = user(read.path("user"));
      List<SlackAction> actions = new ArrayList<>();
      for (JsonNode action : read.path("actions")) {
        Kind.of(action.path("action_id").asText())
            .map(kind -> new SlackAction(kind, action.path("value").asText(), user))
            .ifPresent(actions::add);
      }
      return Optional.of(actions);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static String user(JsonNode user) {
    String name =
        Stream.of("name", "username", "id")
            .map(field -> user.path(field).asText(""))
            .map(text -> text.replaceAll("[^\\p{L}\\p{N} ._@-]", "").strip())
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElse("somebody");
    return "slack:" + (name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME));
  }
}
