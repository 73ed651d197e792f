package io.vigie.alert.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vigie.alert.Samples;
import io.vigie.alert.incident.Posting;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.notify.email.EmailKind;
import io.vigie.alert.notify.slack.SlackBotKind;
import io.vigie.alert.notify.story.Story;
import io.vigie.alert.notify.story.Tales;
import io.vigie.alert.wording.Sentence;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Meaning;
import io.vigie.contract.check.Severity;
import io.vigie.contract.check.Thresholds;
import io.vigie.testkit.clock.MutableClock;
import io.vigie.testkit.mail.FakeMailServer;
import io.vigie.testkit.mail.ReceivedMail;
import io.vigie.testkit.slack.FakeSlack;
import io.vigie.testkit.slack.SlackMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Holds {@code docs/reference/messages.md} against what is sent. With {@code -Dvigie.write} it is
 * written anew, and the HTML of the mails beside the classes, to be looked at.
 */
class MessagesReferenceTest {

  private static final Path REFERENCE = Path.of("../docs/reference/messages.md");
  private static final boolean WRITE = System.getProperty("vigie.write") != null;
  private static final SendDeadline PATIENT = new SendDeadline(Duration.ofSeconds(30));

  private static final String BLIND =
      Sentence.NO_SIGHT_BECAUSE.of(9, 12, "outside", Samples.START, 5, 4, "connection-refused (4)");

  @TempDir Path folder;

  private final Vertx vertx = Vertx.vertx();
  private final FakeSlack slack = FakeSlack.start(0, new MutableClock(Samples.START));
  private final FakeMailServer mail = FakeMailServer.start(0, InstantSource.system());
  private final StringBuilder page = new StringBuilder();

  @AfterEach
  void stop() {
    slack.close();
    mail.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void thePageShowsWhatIsSent() throws IOException {
    page.append("# Messages\n\n");
    page.append("What is told, as it is sent. A test holds this page against the program, and ");
    page.append("`-Dvigie.write` writes it. What can be set: [channels](channels.md).\n");
    slackIn("English", "en", "Sign-in answers", "status was 503");
    slackIn("French", "fr", "La connexion répond", "le statut était 503");
    mailsIn("English", "en", "Sign-in answers", "status was 503");
    mailsIn("French", "fr", "La connexion répond", "le statut était 503");
    if (WRITE) {
      Files.writeString(REFERENCE, page);
    }
    assertThat(Files.readString(REFERENCE)).isEqualTo(page.toString());
  }

  private void slackIn(String language, String tag, String title, String symptom) {
    page.append("\n## Slack, in ").append(language).append('\n');
    Check check = check(tag, title);
    try (Notifier bot = slackBot()) {
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
        send(bot, Tales.posting(telling, check, symptom, receipts)).ifPresent(receipts::add);
        if (telling == Telling.OPENED
            || telling == Telling.UPDATED
            || telling == Telling.RESOLVED) {
          show(telling + ", the message", slackText(root()));
        }
      }
      show("its thread", thread());
      slack.reset();
      for (Telling telling : List.of(Telling.DIGEST, Telling.SUMMARY, Telling.TEST)) {
        alone(bot, telling, check, symptom);
      }
      alone(bot, Telling.OPENED, own(tag), BLIND);
    }
  }

  private void alone(Notifier bot, Telling telling, Check check, String symptom) {
    send(bot, Tales.posting(telling, check, symptom, List.of()));
    String what = check.item().system().equals("vigie") ? "trouble of Vigie's own" : "" + telling;
    show(what, slackText(root()));
    slack.reset();
  }

  private void mailsIn(String language, String tag, String title, String symptom)
      throws IOException {
    page.append("\n## Mail, in ").append(language).append('\n');
    Check check = check(tag, title);
    try (Notifier mailbox = mailbox()) {
      List<String> receipts = new ArrayList<>();
      for (Telling telling :
          List.of(Telling.OPENED, Telling.ACKNOWLEDGED, Telling.RESOLVED, Telling.DIGEST)) {
        send(mailbox, Tales.posting(telling, check, symptom, receipts)).ifPresent(receipts::add);
        ReceivedMail last = mail.mails().getLast();
        show(telling.toString(), mailText(last));
        if (WRITE) {
          Path html = Path.of("target/messages/" + tag + "-" + telling + ".html");
          Files.createDirectories(html.getParent());
          Files.writeString(html, last.html());
        }
      }
    }
  }

  private static Optional<String> send(Notifier notifier, Posting posting) {
    Attempt attempt = notifier.send(Story.of(posting, Tales.VOICE), posting.receipt());
    assertThat(attempt).isInstanceOf(Attempt.Delivered.class);
    return ((Attempt.Delivered) attempt).receipt();
  }

  private SlackMessage root() {
    return slack.messages().stream().filter(SlackMessage::isRoot).findFirst().orElseThrow();
  }

  private String thread() {
    List<String> replies =
        slack.thread(root()).stream()
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

  private Notifier slackBot() {
    return new SlackBotKind(vertx, PATIENT)
        .open(
            new ChannelSettings(
                "ops",
                Map.of("token", FakeSlack.TOKEN, "channel", "C0OPS", "api", slack.apiUrl())));
  }

  private Notifier mailbox() throws IOException {
    Path trust = Files.writeString(folder.resolve("trust.pem"), mail.certificate().pem());
    return new EmailKind(vertx, PATIENT)
        .open(
            new ChannelSettings(
                "mail",
                Map.of(
                    "host", "localhost",
                    "port", Integer.toString(mail.port()),
                    "from", "vigie@example.com",
                    "to", "on-call@example.com",
                    "trust", trust.toString())));
  }

  private static Check check(String language, String title) {
    return Samples.check(
        Samples.item("CH-001"), Thresholds.DEFAULT, "ops", "r1", meaning(language, title));
  }

  private static Meaning meaning(String language, String title) {
    boolean french = language.equals("fr");
    return new Meaning(
        "Chrona",
        title,
        french ? "disponibilité" : "availability",
        Severity.P0,
        Optional.of(new Meaning.Owner("team-chrona", Optional.empty())),
        Optional.of(french ? "Personne ne peut se connecter." : "Nobody can sign in."),
        Optional.of(french ? "Redémarrer la passerelle." : "Restart the gateway."),
        Optional.of("https://example.com/runbook#sign-in"),
        Optional.empty(),
        language,
        List.of());
  }

  private static Check own(String language) {
    Meaning meaning =
        new Meaning(
            "Vigie",
            Sentence.NO_SIGHT.of("outside"),
            "vigie",
            Severity.P0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            language,
            List.of());
    ItemId item = new ItemId("vigie", "self", "sight-outside");
    return Samples.check(item, Thresholds.DEFAULT, "default", "r1", meaning);
  }
}
