package io.vigie.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vigie.testkit.mail.FakeMailServer;
import io.vigie.testkit.mail.ReceivedMail;
import io.vigie.testkit.slack.FakeSlack;
import io.vigie.testkit.slack.SlackMessage;
import io.vigie.testkit.twin.ShopTwin;
import io.vigie.testkit.twin.Twin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** What stands around Vigie in the story: a shop, a Slack, a mailbox, a folder of checklists. */
final class Scene implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(40);

  private final Vertx vertx = Vertx.vertx();
  final Twin shop = ShopTwin.start(vertx, 0);
  final FakeSlack slack = FakeSlack.start(0, InstantSource.system());
  final FakeMailServer mail = FakeMailServer.start(0, InstantSource.system());
  final Path folder;
  final Path checklists;
  final Path settings;

  Scene(Path folder) throws IOException {
    this.folder = folder;
    this.checklists = Files.createDirectories(folder.resolve("checklists"));
    this.settings = folder.resolve("vigie.properties");
    Files.writeString(settings, channels());
    writeChecklist("");
  }

  private String channels() throws IOException {
    Path certificate = folder.resolve("mailbox.pem");
    Files.writeString(certificate, mail.certificate().pem());
    return """
    vigie.alert.channels.slack.type=slack-bot
    vigie.alert.channels.slack.api=%s
    vigie.alert.channels.slack.token=%s
    vigie.alert.channels.slack.channel=#ops
    vigie.alert.channels.mail.type=email
    vigie.alert.channels.mail.host=127.0.0.1
    vigie.alert.channels.mail.port=%d
    vigie.alert.channels.mail.username=%s
    vigie.alert.channels.mail.password=%s
    vigie.alert.channels.mail.trust=%s
    vigie.alert.channels.mail.from=vigie@example.com
    vigie.alert.channels.mail.to=on-call@example.com
    vigie.alert.routes.default=slack,mail
    """
        .formatted(
            slack.apiUrl(),
            FakeSlack.TOKEN,
            mail.port(),
            FakeMailServer.USER,
            FakeMailServer.PASSWORD,
            certificate);
  }

  /** Vigie in one process that watches this. */
  VigieProcess up(int port) {
    return VigieProcess.serve(
        port,
        folder.resolve("vigie.log"),
        "up",
        checklists.toString(),
        "--data",
        folder.resolve("data").toString(),
        "--config",
        settings.toString());
  }

  /** Two items at a second each; {@code more} is appended as it is. */
  void writeChecklist(String more) throws IOException {
    Files.writeString(
        checklists.resolve("shop.yaml"),
        """
        vigie: 1
        system: shop
        environment: production
        title: Shop
        owner: { team: shop, contact: shop@example.com }
        defaults: { every: 1s, timeout: 800ms, fails: 2 of 3, recovers: 2 }
        items:
          - id: SHOP-01
            title: The shop is healthy
            category: availability
            severity: P0
            http: { url: "%1$s/health" }
            expect: [ 'status == 200', 'json.database == "up"' ]
            runbook: https://runbooks.example.com/shop
          - id: SHOP-02
            title: HSTS is sent
            category: security
            severity: P0
            http: { url: "%1$s/" }
            expect: [ "hsts.maxAge >= days(180)" ]
            runbook: https://runbooks.example.com/https
        """
                .formatted(shop.url())
            + more);
  }

  /** Messages in the channel itself, not in threads, that are about the item. */
  List<SlackMessage> rootsAbout(String item) {
    return slack.messages().stream()
        .filter(SlackMessage::isRoot)
        .filter(message -> message.readable().contains(item))
        .toList();
  }

  List<ReceivedMail> mailsAbout(String item) {
    return mail.mails().stream().filter(received -> received.text().contains(item)).toList();
  }

  void awaitOpened(String item) {
    Eventually.holds(PATIENCE, () -> assertThat(rootsAbout(item)).hasSize(1));
    Eventually.holds(PATIENCE, () -> assertThat(mailsAbout(item)).hasSize(1));
  }

  void awaitResolved(String item) {
    Eventually.holds(
        PATIENCE,
        () -> assertThat(rootsAbout(item).getLast().readable()).containsIgnoringCase("resolved"));
    Eventually.holds(
        PATIENCE,
        () -> assertThat(mailsAbout(item).getLast().subject()).containsIgnoringCase("resolved"));
  }

  static void awaitDecision(VigieProcess vigie, String decision) {
    Eventually.holds(
        PATIENCE,
        () ->
            assertThat(vigie.json("/api/v1/systems/shop/production").path("decision").asText())
                .isEqualTo(decision));
  }

  /**
   * Returns when no message of any incident is on its way any more: what was not sent now never
   * will be.
   */
  static void awaitNothingOnItsWay(VigieProcess vigie) {
    Eventually.holds(
        PATIENCE,
        () -> {
          for (JsonNode incident : vigie.json("/api/v1/incidents").path("items")) {
            JsonNode whole = vigie.json("/api/v1/incidents/" + incident.path("id").asText());
            for (JsonNode message : whole.path("notifications")) {
              assertThat(message.path("delivery").asText()).isEqualTo("delivered");
            }
          }
        });
  }

  @Override
  public void close() {
    shop.close();
    slack.close();
    mail.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
