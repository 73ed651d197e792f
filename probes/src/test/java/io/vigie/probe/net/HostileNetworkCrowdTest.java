package io.vigie.probe.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vigie.probe.Observation;
import io.vigie.probe.ProbeKind;
import io.vigie.probe.TestContext;
import io.vigie.probe.ping.PingMethod;
import io.vigie.probe.ping.PingProbe;
import io.vigie.probe.ping.PingSettings;
import io.vigie.probe.redirect.RedirectProbe;
import io.vigie.probe.redirect.RedirectSettings;
import io.vigie.probe.settings.OneOrMore;
import io.vigie.probe.tcp.TcpProbe;
import io.vigie.probe.tcp.TcpSettings;
import io.vigie.probe.tcp.TcpStep;
import io.vigie.probe.tls.TlsProbe;
import io.vigie.probe.tls.TlsSettings;
import io.vigie.testkit.target.Behaviour;
import io.vigie.testkit.target.RawTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Every kind over the network against every sort of bad target, many at once. */
@Isolated("It measures time or memory.")
class HostileNetworkCrowdTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(1);
  private static final int CROWD = 200;

  private static final List<Behaviour> HOSTILE =
      List.of(
          Behaviour.silent(),
          connection -> {},
          connection -> connection.socket().setSoLinger(true, 0),
          forEver("220-x\r\n", Duration.ofMillis(20)),
          forEver("\u0016\u0003\u0003\u0001", Duration.ofMillis(20)),
          forEver("HTTP/1.1 100 Continue\r\n\r\n", Duration.ZERO),
          forEver("\u0016\u0003\u0003\u00ff".repeat(1000), Duration.ZERO),
          connection -> {
            connection.socket().shutdownOutput();
            connection.readUntilClosed();
          });

  private record Look<S extends Record>(ProbeKind<S> kind, Function<Integer, S> settings) {
    Observation at(int port, TestContext context) {
      return context.observe(kind, settings.apply(port));
    }
  }

  private static final List<Look<?>> LOOKS =
      List.of(
          new Look<>(
              new TcpProbe(),
              port ->
                  new TcpSettings(
                      new OneOrMore<>(List.of("localhost:" + port)),
                      false,
                      List.of(new TcpStep(Optional.of("ready"), Optional.empty())))),
          new Look<>(new TlsProbe(), port -> TlsSettings.of("localhost:" + port)),
          new Look<>(
              new RedirectProbe(), port -> RedirectSettings.of("http://localhost:" + port + "/")),
          new Look<>(
              new RedirectProbe(), port -> RedirectSettings.of("https://localhost:" + port + "/")),
          new Look<>(
              new PingProbe(), port -> new PingSettings("localhost", PingMethod.TCP, port, 2)));

  private record Ended(Observation observation, Duration took) {}

  private static Behaviour forEver(String text, Duration pace) {
    return connection -> {
      while (connection.closing().getCount() > 0 && connection.pause(pace)) {
        connection.send(text);
      }
    };
  }

  @Test
  void everyRunEndsInTimeAndNothingStaysOpen() throws Exception {
    Vertx vertx = Vertx.vertx();
    List<RawTarget> targets = HOSTILE.stream().map(RawTarget::start).toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Ended>> runs =
          IntStream.range(0, CROWD).mapToObj(i -> run(vertx, i, targets)).toList();

      List<Ended> ended = new ArrayList<>();
      for (Future<Ended> run : threads.invokeAll(runs)) {
        ended.add(run.get());
      }

      assertThat(ended)
          .hasSize(CROWD)
          .allSatisfy(run -> assertThat(run.took()).isLessThan(TIMEOUT.plusSeconds(2)))
          .noneSatisfy(run -> assertThat(run.observation()).isInstanceOf(Observation.Blind.class));
      targets.forEach(HostileNetworkCrowdTest::assertAllClosed);
    } finally {
      targets.forEach(RawTarget::close);
      vertx.close().toCompletionStage().toCompletableFuture().get();
    }
  }

  private static Callable<Ended> run(Vertx vertx, int number, List<RawTarget> targets) {
    Look<?> look = LOOKS.get(number % LOOKS.size());
    RawTarget target = targets.get(number / LOOKS.size() % targets.size());
    return () -> {
      TestContext context = new TestContext(vertx, TIMEOUT);
      Observation observation = look.at(target.port(), context);
      return new Ended(observation, context.elapsed());
    };
  }

  private static void assertAllClosed(RawTarget target) {
    long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    while (target.openConnections() > 0) {
      assertThat(System.nanoTime()).as("open connections: must be none").isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }
}
