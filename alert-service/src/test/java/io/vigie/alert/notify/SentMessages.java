package io.vigie.alert.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vigie.alert.Samples;
import io.vigie.alert.incident.Posting;
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
import io.vigie.testkit.slack.FakeSlack;
import io.vigie.testkit.slack.SlackMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Messages as they are sent, to a Slack and a mail server that are ours. */
final class SentMessages implements AutoCloseable {

  /** What trouble of our own says. */
  static final String BLIND =
      Sentence.NO_SIGHT_BECAUSE.of(9, 12, "outside", Samples.START, 5, 4, "connection-refused (4)");

  /** What a runner says of an expectation that is not met. */
  static final String SYMPTOM = "status was 503, expected status == 200";

  private static final SendDeadline PATIENT = new SendDeadline(Duration.ofSeconds(30));

  final FakeSlack slack = FakeSlack.start(0, new MutableClock(Samples.START));
  final FakeMailServer mail = FakeMailServer.start(0, InstantSource.system());
  private final Vertx vertx = Vertx.vertx();
  private final Path folder;

  /**
   * @param folder for what clients read from files
   */
  SentMessages(Path folder) {
    this.folder = folder;
  }

  /** Sends one, as it is told at that moment; returns what the channel answered. */
  static Optional<String> send(Notifier notifier, Posting posting) {
    Attempt attempt = notifier.send(Story.of(posting, Tales.VOICE), posting.receipt());
    assertThat(attempt).isInstanceOf(Attempt.Delivered.class);
    return ((Attempt.Delivered) attempt).receipt();
  }

  /** The first message that is no reply. */
  SlackMessage root() {
    return slack.messages().stream().filter(SlackMessage::isRoot).findFirst().orElseThrow();
  }

  Notifier slackBot() {
    return new SlackBotKind(vertx, PATIENT)
        .open(
            new ChannelSettings(
                "ops",
                Map.of("token", FakeSlack.TOKEN, "channel", "C0OPS", "api", slack.apiUrl())));
  }

  Notifier mailbox() throws IOException {
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

  static Check check(String language, String title) {
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

  static Check own(String language) {
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

  @Override
  public void close() {
    slack.close();
    mail.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
