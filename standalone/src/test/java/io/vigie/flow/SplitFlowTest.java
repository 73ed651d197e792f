package io.vigie.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same path over four processes, with the broker and the database in a fifth. */
class SplitFlowTest {

  private static final int SERVICES = 4;

  @TempDir Path folder;

  private Scene scene;
  private VigieProcess vigie;

  @BeforeEach
  void start() throws IOException {
    scene = new Scene(folder);
    vigie =
        VigieProcess.serve(
                freePorts(),
                folder.resolve("vigie.log"),
                "services",
                scene.checklists.toString(),
                "--data",
                folder.resolve("data").toString(),
                "--config",
                scene.settings.toString())
            .awaitReady();
    Scene.awaitDecision(vigie, "go");
  }

  /**
   * The services take consecutive ports; a gap of that size is free now and very likely stays so.
   */
  private static int freePorts() {
    return VigieProcess.freePort();
  }

  @AfterEach
  void stop() throws InterruptedException {
    vigie.stop();
    vigie.close();
    scene.close();
  }

  @Test
  void tellsOnceWhenSomethingBreaksAndAgainWhenItIsOver() throws Exception {
    for (int port : IntStream.range(vigie.port(), vigie.port() + SERVICES).toArray()) {
      Eventually.holds(
          Scene.PATIENCE,
          () -> {
            assertThat(VigieProcess.get(port, "/q/health/ready").statusCode()).isEqualTo(200);
            assertThat(VigieProcess.get(port, "/q/health/live").statusCode()).isEqualTo(200);
            assertThat(VigieProcess.get(port, "/q/metrics").body()).contains("vigie_");
          });
    }
    scene.shop.plant("shop-hsts-missing");

    scene.awaitOpened("SHOP-02");
    Scene.awaitDecision(vigie, "no-go");
    scene.shop.mend("shop-hsts-missing");

    scene.awaitResolved("SHOP-02");
    Scene.awaitDecision(vigie, "go");
    assertThat(scene.rootsAbout("SHOP-02")).hasSize(1);
    assertThat(scene.mailsAbout("SHOP-02")).hasSize(2);
  }
}
