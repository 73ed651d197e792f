package io.vigie.probe.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vigie.contract.result.Outcome.Failure;
import io.vigie.probe.Observed;
import io.vigie.probe.TestContext;
import io.vigie.probe.imap.ImapProbe;
import io.vigie.probe.imap.ImapSettings;
import io.vigie.testkit.target.Behaviour;
import io.vigie.testkit.target.RawTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A thousand conversations at once with servers that never come to the point. */
@Isolated("It measures time or memory.")
class ConversationCrowdTest {

  private static final int CROWD = 1000;
  private static final Duration TIMEOUT = Duration.ofSeconds(4);

  private static Vertx vertx;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get();
  }

  /** Says a byte from time to time, so that every wait for a single one is short. */
  private static Behaviour tarpit() {
    return connection -> {
      while (connection.pause(Duration.ofMillis(500))) {
        connection.send("*");
      }
    };
  }

  @Test
  void allEndAtTheirDeadlineAndLeaveNothingBehind() throws Exception {
    ImapProbe probe = new ImapProbe();
    try (RawTarget target = RawTarget.start(tarpit());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      ImapSettings settings =
          Looking.settings(probe, "{host: localhost, port: %d, tls: off}".formatted(target.port()));
      List<Future<Ended>> crowd = new ArrayList<>();
      for (int i = 0; i < CROWD; i++) {
        crowd.add(threads.submit(() -> look(probe, settings)));
      }

      for (Future<Ended> one : crowd) {
        assertThat(one.get().failure())
            .returns("timeout", Failure::code)
            .returns("greeting", Failure::phase);
        assertThat(one.get().after()).isLessThan(TIMEOUT.plusSeconds(1));
      }
      assertAllClosed(target);
    }
  }

  private record Ended(Failure failure, Duration after) {}

  private static Ended look(ImapProbe probe, ImapSettings settings) {
    TestContext context = new TestContext(vertx, TIMEOUT);
    Failure failure = Observed.failure(context.observe(probe, settings));
    return new Ended(failure, context.elapsed());
  }

  private static void assertAllClosed(RawTarget target) {
    long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    while (target.openConnections() > 0) {
      assertThat(System.nanoTime()).as("connections are closed in time").isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }
}
