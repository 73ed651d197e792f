package io.vigie.runner.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.job.Job;
import io.vigie.contract.job.RunId;
import io.vigie.contract.result.Result.Seer;
import io.vigie.probe.ProbeKind;
import io.vigie.probe.ProbeKinds;
import io.vigie.probe.expect.Compilation;
import io.vigie.probe.expect.Expectations;
import io.vigie.runner.guard.GuardedResolver;
import io.vigie.runner.guard.TargetGuard;
import io.vigie.runner.secret.SecretResolver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Goes through a run before there are jobs, on an event loop of its own and against a listener of
 * its own: what is loaded and started by then keeps no event loop from the first real runs. Nothing
 * depends on how it ends.
 */
public final class Rehearsal {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** True and untrue, with what expressions mostly need. */
  private static final List<String> EXPRESSIONS =
      List.of("'one two'.matches('o.e') && [1, 2].exists(n, n == 2)", "size('one') == 2");

  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}"
          .getBytes(StandardCharsets.US_ASCII);

  private final ProbeKinds kinds;
  private final InstantSource clock;

  public Rehearsal(ProbeKinds kinds, InstantSource clock) {
    this.kinds = kinds;
    this.clock = clock;
  }

  /** Returns when all is warm, or after a while. */
  public void perform() throws IOException {
    kinds.all().forEach(Rehearsal::judge);
    if (kinds.find("http").isPresent()) {
      ask();
    }
  }

  private static void judge(ProbeKind<?> kind) {
    if (Expectations.compile(kind.vocabulary(), EXPRESSIONS)
        instanceof Compilation.Compiled(Expectations expectations)) {
      // Which of them hold is known.
      var _ = expectations.judge(Map.of());
    }
  }

  private void ask() throws IOException {
    Vertx vertx = Vertx.vertx(small());
    try (ServerSocket listener = new ServerSocket();
        JobRunner runner = runner(vertx)) {
      listener.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
      Thread.startVirtualThread(() -> answerAll(listener));
      String place = "://127.0.0.1:" + listener.getLocalPort() + "/";
      await(runner, "http" + place);
      // The listener does not speak TLS, but the trust store is read and the library is loaded.
      await(runner, "https" + place);
    } finally {
      var _ = vertx.close();
    }
  }

  private JobRunner runner(Vertx vertx) {
    GuardedResolver resolver =
        new GuardedResolver(Future::failedFuture, TargetGuard.allowing(List.of("loopback")));
    Surroundings surroundings =
        new Surroundings(vertx, resolver, SecretResolver.ofThisProcess(Optional.empty()), clock);
    return new JobRunner(kinds, surroundings, new Seer("rehearsal", "here"), 1, RunListener.NONE);
  }

  private void await(JobRunner runner, String url) {
    ItemId item = new ItemId("vigie", "rehearsal", "http");
    Instant now = clock.instant();
    ProbeOrder order =
        new ProbeOrder(
            "http",
            JsonNodeFactory.instance.objectNode().put("url", url),
            List.of("status == 200 && json == {}"),
            "here",
            PATIENCE);
    var _ =
        runner
            .run(new Job(RunId.of(item, now), item, "rehearsal", order, now, now.plus(PATIENCE)))
            .toCompletableFuture()
            .completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
            .exceptionally(_ -> null)
            .join();
  }

  private static void answerAll(ServerSocket listener) {
    while (!listener.isClosed()) {
      answer(listener);
    }
  }

  private static void answer(ServerSocket listener) {
    try (Socket asked = listener.accept()) {
      asked.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
      if (asked.getInputStream().read() == 'G') {
        asked.getOutputStream().write(ANSWER);
      }
    } catch (IOException e) {
      // The next one, or the end of the rehearsal.
      return;
    }
  }

  private static VertxOptions small() {
    return new VertxOptions()
        .setEventLoopPoolSize(1)
        .setWorkerPoolSize(1)
        .setInternalBlockingPoolSize(1)
        .setFileSystemOptions(
            new FileSystemOptions()
                .setClassPathResolvingEnabled(false)
                .setFileCachingEnabled(false));
  }
}
