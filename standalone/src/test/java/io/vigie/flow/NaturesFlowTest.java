package io.vigie.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.embedded.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Items that are not, or not only, probed by the clock: from the checklist to the message. */
class NaturesFlowTest {

  private static final String SYSTEM = "natures/production/";

  @TempDir Path folder;

  private Scene scene;
  private VigieProcess vigie;

  @BeforeEach
  void start() throws IOException {
    scene = new Scene(folder);
    Files.writeString(
        scene.checklists.resolve("natures.yaml"), checklist(scene.shop.url().toString()));
    vigie =
        VigieProcess.serve(
                Ports.free(),
                folder.resolve("vigie.log"),
                "up",
                scene.checklists.toString(),
                "--data",
                folder.resolve("data").toString(),
                "--config",
                scene.settings.toString())
            .awaitReady();
  }

  private static String checklist(String shop) {
    return """
    vigie: 1
    system: natures
    environment: production
    owner: shop
    zone: Europe/Paris
    vars: { redis: false }
    defaults: { every: 1s, timeout: 800ms, fails: 1, recovers: 1 }
    maintenance:
      - { reason: Moving house, items: [MOVED], from: "2020-01-01T00:00", to: "2099-01-01T00:00" }
    items:
      - id: BEAT
        heartbeat: { every: 5s, grace: 5s }
      - id: SIGNED
        attest: { statement: The restore was rehearsed., every: 90d, by: [ops] }
      - id: HEALTH # under a name of its own: what fails with it is not told with it
        http: "%2$s/health"
      - id: WHOLE
        rollup: { all: [HEALTH, { not: ABSENT }] }
      - id: ABSENT
        http: "%1$s/no-such-page"
      - id: REDIS
        when: { holds: vars.redis, because: Redis is not used. }
        http: "%1$s/health"
      - id: SMOKE
        on: deploy
        http: "%1$s/health"
      - id: MOVED
        http: "%1$s/no-such-page"
      - id: FORBIDDEN
        polarity: forbidden
        fails: 5 of 5 # later than HEALTH, which is told of when the shop is down
        http: "%1$s/no-such-page"
        expect: [status == 200]
      - id: SLOW
        fails: 5 of 5
        http: "%1$s/health"
        warn: [status == 299]
    """
        .formatted(shop, otherName(shop));
  }

  private static String otherName(String address) {
    return address.contains("localhost")
        ? address.replace("localhost", "127.0.0.1")
        : address.replace("127.0.0.1", "localhost");
  }

  @AfterEach
  void stop() {
    vigie.close();
    scene.close();
  }

  @Test
  void everyNatureHasItsSay() throws Exception {
    aConditionThatDoesNotHoldMakesAnItemNotApplicable();
    aSignatureIsAsked();
    aHeartbeatIsMissedOnceAndComesBack();
    aDeploymentIsWhenSomeItemsAreDue();
    aRollUpFollowsItsMembersAndTellsNothingByItself();
    maintenanceKeepsQuiet();
    whatIsForbiddenPassesWhileItIsNotSo();
    aWarningIsShownOnAPass();
  }

  private void aConditionThatDoesNotHoldMakesAnItemNotApplicable() {
    awaitState("REDIS", "not-applicable", "Redis is not used.");
  }

  private void aSignatureIsAsked() throws Exception {
    awaitState("SIGNED", "pending");
    assertThat(vigie("attest", SYSTEM + "SIGNED", "--by", "stranger").exit()).isNotZero();
    awaitState("SIGNED", "pending");

    assertThat(vigie("attest", SYSTEM + "SIGNED", "--by", "ops").exit()).isZero();

    awaitState("SIGNED", "passing");
  }

  private void aHeartbeatIsMissedOnceAndComesBack() throws Exception {
    String ping = item("BEAT").path("heartbeat").path("ping").asText();
    awaitState("BEAT", "failing", "no sign of life");
    scene.awaitOpened("BEAT");

    assertThat(vigie.get(ping).body()).isEqualTo("OK");

    awaitState("BEAT", "passing");
    scene.awaitResolved("BEAT");
  }

  private void aDeploymentIsWhenSomeItemsAreDue() throws Exception {
    awaitState("SMOKE", "pending");

    assertThat(vigie("deployed", "natures/production", "--version", "1.4.2").exit()).isZero();

    awaitState("SMOKE", "passing");
    assertThat(vigie("check-now", SYSTEM + "SMOKE").exit()).isZero();
    Eventually.holds(Scene.PATIENCE, () -> assertThat(resultsOf("SMOKE")).hasSize(2));
  }

  private void aRollUpFollowsItsMembersAndTellsNothingByItself() {
    awaitState("WHOLE", "passing");
    scene.shop.plant("shop-down");
    awaitState("WHOLE", "failing");
    scene.awaitOpened("HEALTH");

    scene.shop.mend("shop-down");

    awaitState("WHOLE", "passing");
    scene.awaitResolved("HEALTH");
    assertThat(scene.rootsAbout("WHOLE")).isEmpty();
  }

  private void maintenanceKeepsQuiet() throws Exception {
    awaitState("MOVED", "failing");
    assertThat(item("MOVED").path("incident").isTextual()).isFalse();
    assertThat(scene.rootsAbout("MOVED")).isEmpty();
    assertThat(vigie.get("/systems/natures/production").body()).contains("Moving house");
  }

  private void whatIsForbiddenPassesWhileItIsNotSo() {
    awaitState("FORBIDDEN", "passing");
  }

  private void aWarningIsShownOnAPass() throws Exception {
    awaitState("SLOW", "passing");
    assertThat(item("SLOW").path("warning").asText()).contains("status == 299");
  }

  private void awaitState(String item, String state) {
    Eventually.holds(
        Scene.PATIENCE,
        () -> assertThat(item(item).path("state").asText()).as(item).isEqualTo(state));
  }

  private void awaitState(String item, String state, String reason) {
    awaitState(item, state);
    Eventually.holds(
        Scene.PATIENCE, () -> assertThat(item(item).path("reason").asText()).contains(reason));
  }

  private JsonNode item(String item) throws Exception {
    return vigie.json("/api/v1/items/" + SYSTEM + item);
  }

  private JsonNode resultsOf(String item) throws Exception {
    return vigie.json("/api/v1/items/" + SYSTEM + item + "/results?limit=100").path("items");
  }

  private VigieProcess.Finished vigie(String... arguments) throws Exception {
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--port";
    all[arguments.length + 1] = Integer.toString(vigie.port());
    return VigieProcess.run(folder, all);
  }
}
