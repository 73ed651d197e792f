package io.vigie.alert.notify;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.testkit.slack.Mrkdwn;
import io.vigie.testkit.slack.SlackMessage;
import java.util.List;

/** Slack messages laid out as Slack lays out their blocks. */
final class SlackPicture {

  private static final String PAGE =
      """
      <!DOCTYPE html><meta charset="utf-8"><style>
      body { margin: 0; padding: 16px 20px; background: #fff; color: #1d1c1d; font: 15px/1.46 Lato, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif }
      p { margin: 2px 0; white-space: pre-wrap; overflow-wrap: anywhere } a { color: #1264a3; text-decoration: none }
      code { font: 12px Consolas, Menlo, monospace; color: #c01343; background: #f6f6f6; border: 1px solid #ddd; border-radius: 3px; padding: 1px 3px }
      li { list-style: none; margin: 0 0 14px; padding-left: 46px; position: relative } ul { margin: 0; padding: 0 }
      li::before { content: 'V'; position: absolute; left: 0; top: 3px; width: 36px; height: 36px; border-radius: 6px; background: #0b5c7a; color: #fff; font: bold 20px/36px sans-serif; text-align: center }
      .reply { margin-left: 46px } .who { font-weight: bold } .app { background: #e8e8e8; color: #616061; font-size: 10px; border-radius: 2px; padding: 1px 3px }
      .edited { color: #616061; font-weight: normal; font-size: 12px } .header p { font-size: 18px; font-weight: bold } .section, .header { margin: 6px 0 }
      .fields { display: grid; grid-template-columns: 1fr 1fr; gap: 8px 16px } .context { color: #616061; font-size: 12px; margin: 8px 0 }
      .actions { margin-top: 8px } .button { display: inline-block; border: 1px solid #c4c4c4; border-radius: 4px; padding: 3px 12px; margin: 0 8px 6px 0; font-weight: bold; font-size: 13px; color: #1d1c1d }
      .primary { background: #007a5a; border-color: #007a5a; color: #fff }
      </style><ul>
      """;

  private final StringBuilder html = new StringBuilder(PAGE);

  private SlackPicture() {}

  static String of(List<SlackMessage> messages) {
    SlackPicture picture = new SlackPicture();
    messages.forEach(picture::message);
    return picture.html.toString();
  }

  private void message(SlackMessage message) {
    html.append(message.isRoot() ? "<li>" : "<li class=\"reply\">")
        .append("<p class=\"who\">Vigie <span class=\"app\">APP</span> <span class=\"edited\">")
        .append(message.isEdited() ? "(edited)" : "")
        .append(message.broadcast() ? "also sent to the channel" : "")
        .append("</span></p>");
    message.blocks().forEach(this::block);
    html.append("</li>");
  }

  private void block(JsonNode block) {
    String kind = block.path("type").asText();
    html.append("<div class=\"").append(escaped(kind)).append("\">");
    if (kind.equals("actions")) {
      block.path("elements").forEach(this::button);
    } else {
      text(block.path("text"));
      block.path("elements").forEach(this::text);
      html.append("<div class=\"fields\">");
      block.path("fields").forEach(this::text);
      html.append("</div>");
    }
    html.append("</div>");
  }

  private void button(JsonNode button) {
    boolean primary = button.path("style").asText().equals("primary");
    html.append("<span class=\"button").append(primary ? " primary" : "").append("\">");
    html.append(escaped(button.at("/text/text").asText())).append("</span>");
  }

  private void text(JsonNode text) {
    if (text.isMissingNode()) {
      return;
    }
    String content = text.path("text").asText();
    html.append("<p>");
    if (text.path("type").asText().equals("mrkdwn")) {
      Mrkdwn.pieces(content).forEach(this::piece);
    } else {
      html.append(escaped(content));
    }
    html.append("</p>");
  }

  private void piece(Mrkdwn.Piece piece) {
    String tag =
        switch (piece.style()) {
          case "bold" -> "b";
          case "code" -> "code";
          case "italic" -> "i";
          case "link", "call" -> "a";
          default -> "span";
        };
    html.append('<').append(tag).append('>').append(escaped(piece.text()));
    html.append("</").append(tag).append('>');
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
