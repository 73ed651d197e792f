package io.vigie.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.embedded.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole path in one process, on the real broker and the real database. Each test leaves Vigie
 * as it found it, so one start serves them all.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WholeFlowTest {

  private Scene scene;
  private VigieProcess vigie;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    scene = new Scene(folder);
    vigie = scene.up(Ports.free()).awaitReady();
    Scene.awaitDecision(vigie, "go");
  }

  @AfterAll
  void stop() {
    vigie.close();
    scene.close();
  }

  @Test
  void tellsOnceWhenSomethingBreaksAndAgainWhenItIsOverAndCountsIt() throws Exception {
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
    showsTheMetricsThatTheReferenceLists();
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
    Path broken = scene.checklists.resolve("broken.yaml");
    Files.writeString(broken, "vigie: 1\nsystem: [\n");

    Eventually.holds(
        Scene.PATIENCE, () -> assertThat(vigie.get("/").body()).contains("broken.yaml"));
    Scene.awaitDecision(vigie, "go");

    Files.delete(broken);
    Eventually.holds(
        Scene.PATIENCE, () -> assertThat(vigie.get("/").body()).doesNotContain("broken.yaml"));
  }

  private void showsTheMetricsThatTheReferenceLists() throws Exception {
    Set<String> listed =
        names("`(vigie_[a-z_]+)`", Files.readString(Path.of("../docs/reference/metrics.md")));
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
}
