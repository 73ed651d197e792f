package io.vigie.probe.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vigie.probe.Observation;
import io.vigie.probe.TestContext;
import io.vigie.testkit.target.HttpTarget;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Scenarios against a target of each test's own; none says what it was given in confidence. */
abstract class AgainstTarget {

  /** For those that end by themselves, however busy the machine is. */
  static final Duration PATIENT = Duration.ofSeconds(20);

  static Vertx vertx;
  HttpTarget target;

  @BeforeAll
  static void startVertx() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stopVertx() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get();
  }

  @BeforeEach
  void start() {
    target = HttpTarget.start();
  }

  @AfterEach
  void stop() {
    target.close();
  }

  Observation play(String steps) {
    return play(new TestContext(vertx, PATIENT).secret("KEY", "k3y-of-ours"), target.port(), steps);
  }

  static Observation play(TestContext context, int port, String steps) {
    String yaml = "scenario:\n  url: \"http://localhost:${port}\"\n" + steps.indent(2);
    Duration limit = context.remaining().plus(context.elapsed());
    Observation observation = Play.play(context, Play.settings(yaml, port));
    assertThat(context.elapsed()).isLessThan(limit.plusSeconds(1));
    assertThat(observation.toString()).doesNotContain("k3y-of-ours");
    return observation;
  }
}
