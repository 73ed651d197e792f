package io.vigie.alert.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.notify.story.Tales;
import io.vigie.contract.check.Check;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pictures of messages in {@code docs/images}. With {@code -Dvigie.write}, and a Chromium on
 * the path, they are taken anew, and more of them below {@code target/messages}.
 */
class MessagePicturesTest {

  private static final Path IMAGES = Path.of("../docs/images");
  private static final Path ALL = Path.of("target/messages");
  private static final long LARGEST = 60 * 1024;

  /** Those that the documentation shows. */
  private static final List<String> SHOWN =
      List.of(
          "slack-opened-en",
          "slack-opened-fr",
          "slack-resolved-en",
          "slack-summary-fr",
          "mail-opened-en",
          "mail-resolved-fr");

  /** What is told of an incident that somebody looks after at once. */
  private static final List<Telling> LIFE =
      List.of(
          Telling.OPENED,
          Telling.UPDATED,
          Telling.ACKNOWLEDGED,
          Telling.COMMENTED,
          Telling.RESOLVED);

  @TempDir Path folder;

  @Test
  void theDocumentationShowsSmallPicturesOfMessages() throws IOException {
    String page = Files.readString(Path.of("../docs/reference/channels.md"));
    for (String name : SHOWN) {
      assertThat(IMAGES.resolve(name + ".png")).exists();
      assertThat(Files.size(IMAGES.resolve(name + ".png"))).as(name).isLessThan(LARGEST);
      assertThat(page).contains("../images/" + name + ".png");
    }
  }

  @Test
  void takesThePicturesAnew() throws Exception {
    assumeTrue(System.getProperty("vigie.write") != null, "only with -Dvigie.write");
    Path browser = browser().orElseThrow(() -> new AssertionError("no chromium on the path"));
    Files.createDirectories(ALL);
    Files.createDirectories(IMAGES);
    slack("en", "Sign-in answers", SentMessages.SYMPTOM);
    slack("fr", "La connexion répond", SentMessages.SYMPTOM);
    mails("en", "Sign-in answers", SentMessages.SYMPTOM);
    mails("fr", "La connexion répond", SentMessages.SYMPTOM);
    try (Stream<Path> pages = Files.list(ALL)) {
      for (Path page : pages.filter(one -> one.toString().endsWith(".html")).toList()) {
        String name = page.getFileName().toString().replace(".html", "");
        Path png = (SHOWN.contains(name) ? IMAGES : ALL).resolve(name + ".png");
        Picture.take(browser, page, png);
        assertThat(png).exists();
      }
    }
  }

  private void slack(String language, String title, String symptom) throws IOException {
    Check check = SentMessages.check(language, title);
    try (SentMessages sent = new SentMessages(folder);
        Notifier bot = sent.slackBot()) {
      List<String> receipts = new ArrayList<>();
      for (Telling telling : LIFE) {
        SentMessages.send(bot, Tales.posting(telling, check, symptom, receipts))
            .ifPresent(receipts::add);
        page("slack", telling.toString(), language, SlackPicture.of(sent.slack.messages()));
      }
      for (Telling telling : Telling.values()) {
        if (!LIFE.contains(telling)) {
          sent.slack.reset();
          SentMessages.send(bot, Tales.posting(telling, check, symptom, List.of()));
          page("slack", telling.toString(), language, SlackPicture.of(sent.slack.messages()));
        }
      }
      sent.slack.reset();
      SentMessages.send(
          bot,
          Tales.posting(Telling.OPENED, SentMessages.own(language), SentMessages.BLIND, List.of()));
      page("slack", "own", language, SlackPicture.of(sent.slack.messages()));
    }
  }

  private void mails(String language, String title, String symptom) throws IOException {
    Check check = SentMessages.check(language, title);
    try (SentMessages sent = new SentMessages(folder);
        Notifier mailbox = sent.mailbox()) {
      for (Telling telling : Telling.values()) {
        if (mailbox.tells(telling)) {
          SentMessages.send(mailbox, Tales.posting(telling, check, symptom, List.of()));
          page("mail", telling.toString(), language, sent.mail.mails().getLast().html());
        }
      }
    }
  }

  private static void page(String channel, String what, String language, String html)
      throws IOException {
    String name =
        channel + "-" + what.toLowerCase(java.util.Locale.ROOT).replace('_', '-') + "-" + language;
    Files.writeString(ALL.resolve(name + ".html"), html);
  }

  private static Optional<Path> browser() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(
            place ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(name -> Path.of(place, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
