package io.vigie.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.embedded.Ports;
import io.vigie.testkit.deadman.DeadMansSwitch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The same path over four processes, with the broker and the database in a fifth. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SplitFlowTest {

  private static final int SERVICES = 4;

  /** A round of the canary takes twice this, so something is heard that often. */
  private static final Duration TURN = Duration.ofMillis(1_500);

  private static final Duration QUIET = TURN.multipliedBy(3);
  private static final Duration ON_ITS_WAY = Duration.ofMillis(2_500);
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final DeadMansSwitch outside = DeadMansSwitch.start(0, InstantSource.system());
  private Scene scene;
  private VigieProcess vigie;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    scene = new Scene(folder);
    Files.writeString(scene.settings, deadMan(), StandardOpenOption.APPEND);
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
    return Ports.free();
  }

  private String deadMan() {
    return """
    vigie.deadman.url=%s
    vigie.deadman.canary-changes-every=%s
    vigie.deadman.fresh=3s
    vigie.canary.every=1s
    """
        .formatted(outside.url(), TURN);
  }

  @AfterAll
  void stop() throws InterruptedException {
    vigie.stop();
    vigie.close();
    scene.close();
    outside.close();
  }

  @Test
  @Order(2)
  void nothingIsHeardOutsideWhileAnyPartStandsStill() throws Exception {
    assertHeard();
    for (String service : List.of("probe-scheduler", "probe-runner", "alert-service")) {
      assertSilentWithout(service, Component.service(vigie, service));
    }
    assertSilentWithout("PostgreSQL", Component.database(vigie));
    assertSilentWithout("Kafka", Component.broker(vigie));
    assertThat(vigie.get("/incidents").body()).doesNotContain("canary");
    assertThat(vigie.json("/api/v1/systems")).hasSize(1);
    assertThat(scene.rootsAbout("canary")).isEmpty();
    String deliveries = "/api/v1/alerting/deliveries?limit=200";
    int alertService = vigie.port() + SERVICES - 1;
    assertThat(VigieProcess.get(alertService, deliveries).body())
        .contains("SHOP-02")
        .doesNotContain("canary");
    assertThat(VigieProcess.get(alertService, deliveries + "&channel=vigie-canary").body())
        .contains("vigie/self/canary");
  }

  private void assertHeard() throws InterruptedException {
    assertThat(outside.awaitMoreThan(outside.count(), PATIENCE))
        .as("a sign of life within %s", PATIENCE)
        .isTrue();
  }

  private void assertSilentWithout(String name, Component component) throws Exception {
    component.whileFrozen(
        () -> {
          // What was on its way already may still arrive: jobs are sent a second ahead.
          var _ = outside.awaitMoreThan(Integer.MAX_VALUE, ON_ITS_WAY);
          assertThat(outside.awaitMoreThan(outside.count(), QUIET))
              .as("a sign of life without %s", name)
              .isFalse();
        });
    assertHeard();
  }

  @Test
  @Order(1)
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
