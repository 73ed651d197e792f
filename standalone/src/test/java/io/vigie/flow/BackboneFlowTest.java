package io.vigie.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.embedded.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The services in one process, over a broker and a database that run elsewhere. */
class BackboneFlowTest {

  private static final Duration START = Duration.ofSeconds(60);

  @TempDir Path folder;

  private Scene scene;
  private Path backboneData;
  private VigieProcess backbone;
  private VigieProcess vigie;

  @BeforeEach
  void start() throws IOException {
    scene = new Scene(folder);
    backboneData = folder.resolve("backbone");
    backbone =
        VigieProcess.start(
            folder.resolve("backbone.log"), "backbone", "--data", backboneData.toString());
    Eventually.holds(
        START,
        () ->
            assertThat(Files.readString(folder.resolve("backbone.log")))
                .contains("ready; a Vigie finds both by"));
    Path settings = folder.resolve("all.properties");
    Files.writeString(
        settings,
        Files.readString(scene.settings)
            + Files.readString(backboneData.resolve("backbone.properties")));
    vigie = up(settings).awaitReady();
    Scene.awaitDecision(vigie, "go");
  }

  private VigieProcess up(Path settings) {
    return VigieProcess.serve(
        Ports.free(),
        folder.resolve("vigie.log"),
        "up",
        scene.checklists.toString(),
        "--data",
        folder.resolve("data").toString(),
        "--config",
        settings.toString());
  }

  @AfterEach
  void stop() throws InterruptedException {
    vigie.stop();
    vigie.close();
    backbone.stop();
    backbone.close();
    scene.close();
  }

  @Test
  void tellsOnceAlsoWhenTheProcessIsKilledInBetweenAndTheDataStayWhereTheyAre() throws Exception {
    scene.shop.plant("shop-hsts-missing");
    scene.awaitOpened("SHOP-02");
    Scene.awaitNothingOnItsWay(vigie);

    vigie.kill();
    vigie = up(folder.resolve("all.properties")).awaitReady();
    Scene.awaitDecision(vigie, "no-go");
    scene.shop.mend("shop-hsts-missing");

    scene.awaitResolved("SHOP-02");
    Scene.awaitDecision(vigie, "go");
    assertThat(scene.rootsAbout("SHOP-02")).hasSize(1);
    assertThat(folder.resolve("data/kafka")).doesNotExist();
    assertThat(folder.resolve("data/postgres")).doesNotExist();
  }
}
