package io.vigie.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole path in one process, on the real broker and the real database. */
class WholeFlowTest {

  @TempDir Path folder;

  private Scene scene;
  private VigieProcess vigie;

  @BeforeEach
  void start() throws IOException {
    scene = new Scene(folder);
    vigie = up(VigieProcess.freePort()).awaitReady();
    Scene.awaitDecision(vigie, "go");
  }

  @AfterEach
  void stop() {
    vigie.close();
    scene.close();
  }

  private VigieProcess up(int port) {
    return VigieProcess.serve(
        port,
        folder.resolve("vigie.log"),
        "up",
        scene.checklists.toString(),
        "--data",
        folder.resolve("data").toString(),
        "--config",
        scene.settings.toString());
  }

  @Test
  void tellsOnceWhenSomethingBreaksAndAgainWhenItIsOver() throws Exception {
    scene.shop.plant("shop-hsts-missing");

    scene.awaitOpened("SHOP-02");
    Scene.awaitDecision(vigie, "no-go");
    JsonNode open = vigie.json("/api/v1/incidents?open=true").path("items");
    assertThat(open).hasSize(1);
    assertThat(open.get(0).path("item").asText()).isEqualTo("shop/production/SHOP-02");
    assertThat(vigie.get("/").body()).contains("NO-GO");

    scene.shop.mend("shop-hsts-missing");

    scene.awaitResolved("SHOP-02");
    Scene.awaitDecision(vigie, "go");
    assertThat(vigie.json("/api/v1/incidents?open=true").path("items")).isEmpty();
    assertThat(scene.rootsAbout("SHOP-02")).hasSize(1);
    assertThat(scene.mailsAbout("SHOP-02")).hasSize(2);
    assertThat(scene.rootsAbout("SHOP-01")).isEmpty();
  }

  @Test
  void announcesNothingTwiceAfterThePlugWasPulled() throws Exception {
    scene.shop.plant("shop-down");
    scene.awaitOpened("SHOP-01");
    int before =
        vigie.json("/api/v1/items/shop/production/SHOP-01/results?limit=100").path("items").size();

    vigie.kill();
    vigie = up(vigie.port()).awaitReady();
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

  @Test
  void keepsTheLastGoodVersionOfAChecklistThatWasBroken() throws Exception {
    scene.writeChecklist(
        """
          - id: SHOP-03
            titel: Misspelt
            http: { url: "not a url" }
            every: 0s
        """);

    Eventually.holds(
        Scene.PATIENCE,
        () -> {
          JsonNode checklist = vigie.json("/api/v1/checklists").get(0);
          assertThat(checklist.path("broken").asBoolean()).isTrue();
          assertThat(checklist.path("problems").size()).isGreaterThanOrEqualTo(3);
        });
    assertThat(vigie.get("/").body()).contains("shop.yaml").contains("titel");
    Scene.awaitDecision(vigie, "go");

    scene.writeChecklist("");
    Eventually.holds(
        Scene.PATIENCE,
        () ->
            assertThat(vigie.json("/api/v1/checklists").get(0).path("broken").asBoolean())
                .isFalse());
  }

  @Test
  void runsTheOtherChecklistsBesideABrokenOne() throws Exception {
    Files.writeString(scene.checklists.resolve("broken.yaml"), "vigie: 1\nsystem: [\n");

    Eventually.holds(
        Scene.PATIENCE, () -> assertThat(vigie.get("/").body()).contains("broken.yaml"));
    Scene.awaitDecision(vigie, "go");
  }

  @Test
  void showsTheMetricsThatTheReferenceLists() throws Exception {
    scene.shop.plant("shop-hsts-missing");
    scene.awaitOpened("SHOP-02");
    Path reference = Path.of("../docs/reference/metrics.md");
    Set<String> listed = names("`(vigie_[a-z_]+)`", Files.readString(reference));

    Eventually.holds(
        Scene.PATIENCE,
        () ->
            assertThat(names("(?m)^# TYPE (vigie_[a-z_]+) ", vigie.get("/q/metrics").body()))
                .as("metrics of the program, without those that the reference lists")
                .map(name -> name.replaceAll("_max$", ""))
                .allMatch(name -> listed.contains(name) || listed.contains(name + "_total"))
                .contains("vigie_notifications", "vigie_probe_runs", "vigie_item_state"));
  }

  private static Set<String> names(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }

  @Test
  void stopsWithinTenSecondsOfBeingAskedTo() throws Exception {
    vigie.stop();
  }
}
