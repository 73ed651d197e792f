package io.vigie.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.embedded.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was told and what was not, after the plug was pulled here or at Slack. */
class PulledPlugFlowTest {

  /** What was in a hand when the plug was pulled is taken up again when its lease is over. */
  private static final String SHORT_LEASE = "vigie.alert.delivery.lease=15s\n";

  private Scene scene;
  private VigieProcess vigie;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    scene = new Scene(folder);
    Files.writeString(scene.settings, SHORT_LEASE, StandardOpenOption.APPEND);
    vigie = scene.up(Ports.free()).awaitReady();
    Scene.awaitDecision(vigie, "go");
  }

  @AfterEach
  void stop() {
    vigie.close();
    scene.close();
  }

  @Test
  void announcesNothingTwiceAndStopsWithinTenSecondsOfBeingAskedTo() throws Exception {
    scene.shop.plant("shop-down");
    scene.awaitOpened("SHOP-01");
    int before =
        vigie.json("/api/v1/items/shop/production/SHOP-01/results?limit=100").path("items").size();

    vigie.kill();
    vigie = scene.up(vigie.port()).awaitReady();
    Eventually.holds(
        Scene.PATIENCE,
        () ->
            assertThat(
                    vigie
                        .json("/api/v1/items/shop/production/SHOP-01/results?limit=100")
                        .path("items")
                        .size())
                .as("history from before the plug was pulled, and more")
                .isGreaterThan(before));
    assertThat(scene.rootsAbout("SHOP-01")).hasSize(1);
    scene.shop.mend("shop-down");

    scene.awaitResolved("SHOP-01");
    Scene.awaitNothingOnItsWay(vigie);
    assertThat(scene.rootsAbout("SHOP-01")).hasSize(1);
    assertThat(scene.mailsAbout("SHOP-01")).hasSize(2);

    vigie.stop();
  }

  @Test
  void deliversOnceWhatSlackCouldNotTake() throws Exception {
    scene.slack.goAway();
    scene.shop.plant("shop-down");
    Eventually.holds(Scene.PATIENCE, () -> assertThat(scene.mailsAbout("SHOP-01")).hasSize(1));
    String incident = Eventually.get(Scene.PATIENCE, () -> openIncident("shop/production/SHOP-01"));
    Eventually.holds(
        Scene.PATIENCE, () -> assertThat(delivery(incident, "slack")).isEqualTo("pending"));

    scene.slack.comeBack();

    Eventually.holds(Scene.PATIENCE, () -> assertThat(scene.rootsAbout("SHOP-01")).hasSize(1));
    Eventually.holds(
        Scene.PATIENCE, () -> assertThat(delivery(incident, "slack")).isEqualTo("delivered"));
    Scene.awaitNothingOnItsWay(vigie);
    assertThat(scene.rootsAbout("SHOP-01")).hasSize(1);
  }

  private String openIncident(String item) throws Exception {
    for (JsonNode incident : vigie.json("/api/v1/incidents?open=true").path("items")) {
      if (incident.path("item").asText().equals(item)) {
        return incident.path("id").asText();
      }
    }
    throw new AssertionError("no open incident of " + item);
  }

  private String delivery(String incident, String channel) throws Exception {
    for (JsonNode message : vigie.json("/api/v1/incidents/" + incident).path("notifications")) {
      if (message.path("channel").asText().equals(channel)) {
        return message.path("delivery").asText();
      }
    }
    throw new AssertionError("no notification on " + channel);
  }
}
