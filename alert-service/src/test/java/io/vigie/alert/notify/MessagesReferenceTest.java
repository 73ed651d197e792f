package io.vigie.alert.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.notify.story.Tales;
import io.vigie.contract.check.Check;
import io.vigie.testkit.mail.ReceivedMail;
import io.vigie.testkit.slack.SlackMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Holds {@code docs/reference/messages.md} against what is sent. With {@code -Dvigie.write} it is
 * written anew.
 */
class MessagesReferenceTest {

  private static final Path REFERENCE = Path.of("../docs/reference/messages.md");
  private static final boolean WRITE = System.getProperty("vigie.write") != null;

  @TempDir Path folder;

  private final StringBuilder page = new StringBuilder();
  private SentMessages sent;

  @BeforeEach
  void start() {
    sent = new SentMessages(folder);
  }

  @AfterEach
  void stop() {
    sent.close();
  }

  @Test
  void thePageShowsWhatIsSent() throws IOException {
    page.append("# Messages\n\n");
    page.append("What is told, as it is sent. A test holds this page against the program, and ");
    page.append("`-Dvigie.write` writes it. What can be set: [channels](channels.md).\n");
    slackIn("English", "en", "Sign-in answers", SentMessages.SYMPTOM);
    slackIn("French", "fr", "La connexion répond", SentMessages.SYMPTOM);
    mailsIn("English", "en", "Sign-in answers", SentMessages.SYMPTOM);
    mailsIn("French", "fr", "La connexion répond", SentMessages.SYMPTOM);
    if (WRITE) {
      Files.writeString(REFERENCE, page);
    }
    assertThat(Files.readString(REFERENCE)).isEqualTo(page.toString());
  }

  private void slackIn(String language, String tag, String title, String symptom) {
    page.append("\n## Slack, in ").append(language).append('\n');
    Check check = SentMessages.check(tag, title);
    try (Notifier bot = sent.slackBot()) {
      List<Telling> life =
          List.of(
              Telling.OPENED,
              Telling.UPDATED,
              Telling.ACKNOWLEDGED,
              Telling.COMMENTED,
              Telling.ESCALATED,
              Telling.REMINDED,
              Telling.RESOLVED,
              Telling.REOPENED);
      List<String> receipts = new ArrayList<>();
      for (Telling telling : life) {
        SentMessages.send(bot, Tales.posting(telling, check, symptom, receipts))
            .ifPresent(receipts::add);
        if (telling == Telling.OPENED
            || telling == Telling.UPDATED
            || telling == Telling.RESOLVED) {
          show(telling + ", the message", slackText(sent.root()));
        }
      }
      show("its thread", thread());
      sent.slack.reset();
      for (Telling telling : List.of(Telling.DIGEST, Telling.SUMMARY, Telling.TEST)) {
        alone(bot, telling, check, symptom);
      }
      alone(bot, Telling.OPENED, SentMessages.own(tag), SentMessages.BLIND);
    }
  }

  private void alone(Notifier bot, Telling telling, Check check, String symptom) {
    SentMessages.send(bot, Tales.posting(telling, check, symptom, List.of()));
    String what = check.item().system().equals("vigie") ? "trouble of Vigie's own" : "" + telling;
    show(what, slackText(sent.root()));
    sent.slack.reset();
  }

  private void mailsIn(String language, String tag, String title, String symptom)
      throws IOException {
    page.append("\n## Mail, in ").append(language).append('\n');
    Check check = SentMessages.check(tag, title);
    try (Notifier mailbox = sent.mailbox()) {
      List<String> receipts = new ArrayList<>();
      for (Telling telling :
          List.of(Telling.OPENED, Telling.ACKNOWLEDGED, Telling.RESOLVED, Telling.DIGEST)) {
        SentMessages.send(mailbox, Tales.posting(telling, check, symptom, receipts))
            .ifPresent(receipts::add);
        ReceivedMail last = sent.mail.mails().getLast();
        show(telling.toString(), mailText(last));
      }
    }
  }

  private String thread() {
    List<String> replies =
        sent.slack.thread(sent.root()).stream()
            .map(one -> (one.broadcast() ? "(also in the channel) " : "") + slackText(one))
            .toList();
    return String.join("\n", replies);
  }

  private void show(String what, String text) {
    page.append("\n### ").append(what.toLowerCase(java.util.Locale.ROOT).replace('_', ' '));
    page.append("\n\n```text\n").append(text.strip()).append("\n```\n");
  }

  private static String slackText(SlackMessage message) {
    StringBuilder text = new StringBuilder();
    for (JsonNode block : message.blocks()) {
      switch (block.path("type").asText()) {
        case "context" -> block.path("elements").forEach(one -> line(text, "  ", one));
        case "actions" -> {
          block
              .path("elements")
              .forEach(one -> text.append('[').append(one.at("/text/text").asText()).append("] "));
          text.append('\n');
        }
        default -> {
          line(text, "", block.path("text"));
          block.path("fields").forEach(one -> line(text, "| ", one));
        }
      }
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String before, JsonNode node) {
    if (node.has("text")) {
      String shown = before.isEmpty() ? node.path("text").asText() : flat(node);
      text.append(before).append(shown).append('\n');
    }
  }

  private static String flat(JsonNode node) {
    return node.path("text").asText().replace("\n", "  ");
  }

  private static String mailText(ReceivedMail mail) {
    StringBuilder text = new StringBuilder();
    for (String name :
        List.of("Subject", "Message-ID", "In-Reply-To", "List-Id", "X-Vigie-Incident")) {
      if (!mail.header(name).isEmpty()) {
        text.append(name).append(": ").append(mail.header(name)).append('\n');
      }
    }
    return text.append('\n').append(mail.text().replace("\r", "")).toString();
  }
}
