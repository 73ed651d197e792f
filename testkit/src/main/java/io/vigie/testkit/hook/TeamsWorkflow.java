package io.vigie.testkit.hook;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * The webhook of a workflow of Microsoft Teams that posts cards. It takes Adaptive Cards up to
 * version 1.4 within 28 KB, and answers 202 before anything was posted.
 */
public final class TeamsWorkflow implements HookProtocol {

  /** Where its secret lies: in the query. */
  public static final String PATH =
      "/workflows/0f4ke/triggers/manual/paths/invoke?api-version=2016-06-01&sig=fake-teams-signature";

  private static final int LARGEST = 28 * 1024;
  private static final String CARD = "application/vnd.microsoft.card.adaptive";
  private static final Set<String> ELEMENTS =
      Set.of(
          "TextBlock", "RichTextBlock", "Container", "ColumnSet", "Column", "FactSet", "TextRun");

  @Override
  public HookAnswer answer(HookRequest request) {
    if (!request.path().equals(PATH)) {
      return HookAnswer.json(401, "{\"error\":{\"code\":\"DirectApiAuthorizationRequired\"}}");
    }
    if (request.bytes() > LARGEST) {
      return HookAnswer.text(413, "too large");
    }
    JsonNode message = request.json();
    JsonNode attachment = message.path("attachments").path(0);
    return message.path("type").asText().equals("message")
            && attachment.path("contentType").asText().equals(CARD)
            && isCard(attachment.path("content"))
        ? HookAnswer.text(202, "")
        : HookAnswer.json(400, "{\"error\":{\"code\":\"InvalidBotContent\"}}");
  }

  private static boolean isCard(JsonNode card) {
    boolean sound =
        card.path("type").asText().equals("AdaptiveCard")
            && Set.of("1.2", "1.3", "1.4").contains(card.path("version").asText())
            && !card.path("body").isEmpty();
    for (JsonNode element : card.path("body")) {
      sound &= isElement(element);
    }
    for (JsonNode action : card.path("actions")) {
      sound &=
          action.path("type").asText().equals("Action.OpenUrl")
              && action.path("url").asText().matches("https?://[^\\s<>\"]+");
    }
    return sound;
  }

  private static boolean isElement(JsonNode element) {
    boolean sound = ELEMENTS.contains(element.path("type").asText());
    for (JsonNode part : element.path("inlines")) {
      sound &=
          part.path("type").asText().equals("TextRun") && !part.path("text").asText("").isEmpty();
    }
    for (JsonNode part : element.path("items")) {
      sound &= isElement(part);
    }
    return sound;
  }
}
