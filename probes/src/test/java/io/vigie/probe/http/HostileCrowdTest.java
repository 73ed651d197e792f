package io.vigie.probe.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vigie.probe.Observation;
import io.vigie.probe.TestContext;
import io.vigie.testkit.target.Behaviour;
import io.vigie.testkit.target.RawTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Many hostile targets at once: each run ends in time, and nothing stays open. */
@Isolated("It measures time or memory.")
class HostileCrowdTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(1);
  private static final int CROWD = 200;

  private static final List<Behaviour> HOSTILE =
      List.of(
          Behaviour.silent(),
          Behaviour.drippingBody(Duration.ofMillis(50)),
          Behaviour.dripping("HTTP/1.1 200 OK\r\n".repeat(100), Duration.ofMillis(50)),
          Behaviour.endlessBody(),
          Behaviour.endlessHeaders(),
          Behaviour.endlessContinue(),
          Behaviour.closingMidBody(),
          Behaviour.resetting(),
          Behaviour.garbage(),
          Behaviour.gzipBomb(8 << 20));

  private record Ended(Observation observation, Duration took) {}

  @Test
  void everyRunEndsInTimeAndNothingStaysOpen() throws Exception {
    Vertx vertx = Vertx.vertx();
    HttpProbe probe = new HttpProbe();
    List<RawTarget> targets = HOSTILE.stream().map(RawTarget::start).toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Ended>> runs =
          IntStream.range(0, CROWD)
              .mapToObj(i -> run(vertx, probe, targets.get(i % targets.size())))
              .toList();

      List<Ended> ended = new ArrayList<>();
      for (Future<Ended> run : threads.invokeAll(runs)) {
        ended.add(run.get());
      }

      assertThat(ended).hasSize(CROWD);
      assertThat(ended)
          .allSatisfy(run -> assertThat(run.took()).isLessThan(TIMEOUT.plusSeconds(2)))
          .noneSatisfy(run -> assertThat(run.observation()).isInstanceOf(Observation.Blind.class));
      targets.forEach(Probing::assertAllClosed);
    } finally {
      targets.forEach(RawTarget::close);
      vertx.close().toCompletionStage().toCompletableFuture().get();
    }
  }

  private static Callable<Ended> run(Vertx vertx, HttpProbe probe, RawTarget target) {
    return () -> {
      TestContext context = new TestContext(vertx, TIMEOUT);
      Observation observation = context.observe(probe, HttpSettings.of(target.url("/")));
      return new Ended(observation, context.elapsed());
    };
  }
}
