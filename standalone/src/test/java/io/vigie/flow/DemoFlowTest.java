package io.vigie.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigie.embedded.Ports;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a new user meets it: green, break, red and told, mend, green and told. */
class DemoFlowTest {

  @TempDir Path folder;

  private VigieProcess demo;

  @BeforeEach
  void start() {
    demo =
        VigieProcess.serve(
                Ports.free(),
                folder.resolve("demo.log"),
                "demo",
                "--data",
                folder.resolve("data").toString())
            .awaitReady();
    Scene.awaitDecision(demo, "go");
  }

  @AfterEach
  void stop() {
    demo.close();
  }

  @Test
  void showsWhatBreaksAndThatItIsOver() throws Exception {
    assertThat(demo.get("/demo").body()).contains("Who watches Vigie");
    assertThat(switched("break", "shop-hsts-missing").exit()).isZero();

    Scene.awaitDecision(demo, "no-go");
    Eventually.holds(
        Scene.PATIENCE,
        () -> {
          assertThat(demo.json("/demo/standing").path("slackMessages").asInt()).isEqualTo(1);
          assertThat(demo.json("/demo/standing").path("mails").asInt()).isEqualTo(1);
        });
    assertThat(demo.get("/demo").body()).contains("Mend<span class=\"hidden\"> shop-hsts-missing");
    assertThat(demo.get("/demo/slack").body()).contains("P0 FAIL").contains("HSTS is sent");
    assertThat(demo.get("/demo/mail").body()).contains("HSTS is sent");

    assertThat(switched("mend", "shop-hsts-missing").exit()).isZero();

    Scene.awaitDecision(demo, "go");
    Eventually.holds(
        Scene.PATIENCE,
        () -> {
          assertThat(demo.get("/demo/slack").body()).contains("RESOLVED");
          assertThat(demo.get("/demo/mail").body()).contains("RESOLVED");
          assertThat(demo.json("/demo/standing").path("signsOfLife").asInt()).isPositive();
        });
  }

  @Test
  void namesTheFaultsThereAreWhenAskedForAnother() throws Exception {
    VigieProcess.Finished refused = switched("break", "everything");

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("shop-down").contains("was \"everything\"");
    for (JsonNode target : demo.json("/demo/standing").path("targets")) {
      assertThat(target.path("switches")).noneMatch(item -> item.path("planted").asBoolean());
    }
  }

  @Test
  void lintsAndRunsTheChecklistsOfTheDemo() throws Exception {
    String checklist = folder.resolve("data/checklists/wiki.yaml").toString();

    assertThat(VigieProcess.run(folder, "lint", checklist).exit()).isZero();
    VigieProcess.Finished looked = VigieProcess.run(folder, "run", checklist);

    assertThat(looked.exit()).as("%s%s", looked.out(), looked.err()).isZero();
    assertThat(looked.out()).contains("WIKI-01").contains("passing");
  }

  private VigieProcess.Finished switched(String verb, String fault) throws Exception {
    return VigieProcess.run(folder, "demo", verb, fault, "--port", Integer.toString(demo.port()));
  }
}
