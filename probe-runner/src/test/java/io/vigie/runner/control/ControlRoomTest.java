package io.vigie.runner.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.job.Job;
import io.vigie.contract.job.RunId;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Outcome.Blind;
import io.vigie.contract.result.Outcome.Failed;
import io.vigie.contract.result.Outcome.Passed;
import io.vigie.contract.result.Result;
import io.vigie.contract.result.Result.Seer;
import io.vigie.probe.ProbeKinds;
import io.vigie.runner.guard.GuardedResolver;
import io.vigie.runner.guard.NameService;
import io.vigie.runner.guard.TargetGuard;
import io.vigie.runner.run.HandedBack;
import io.vigie.runner.run.JobRunner;
import io.vigie.runner.run.Limits;
import io.vigie.runner.run.RunListener;
import io.vigie.runner.run.Surroundings;
import io.vigie.runner.secret.SecretResolver;
import io.vigie.runtime.time.ClockProducer;
import io.vigie.testkit.target.DeafPort;
import io.vigie.testkit.target.HttpTarget;
import io.vigie.testkit.target.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A runner with control targets that are really there, or really gone. */
class ControlRoomTest {

  private static final Duration LIMIT = Duration.ofMillis(500);

  private final InstantSource clock = ClockProducer.system();
  private final Vertx vertx = Vertx.vertx();
  private final BlockingQueue<Optional<Blind>> changes = new LinkedBlockingQueue<>();
  private volatile boolean resolverDead;
  private final WatchedNames names = new WatchedNames(this::resolve);
  private JobRunner runner;
  private ControlRoom room;

  private Future<List<InetAddress>> resolve(String name) {
    return Future.failedFuture(
        resolverDead
            ? new NameService.ResolverFailed(name + ": this runner's resolver is silent", null)
            : new UnknownHostException(name));
  }

  private void open(String... targets) {
    Surroundings surroundings =
        new Surroundings(
            vertx,
            new GuardedResolver(names, TargetGuard.allowing(List.of("loopback"))),
            SecretResolver.ofThisProcess(Optional.empty()),
            clock);
    room =
        new ControlRoom(
            List.of(targets),
            Duration.ofMillis(300),
            LIMIT,
            surroundings,
            names,
            blind -> {
              changes.add(blind);
              if (blind.isPresent()) {
                runner.handBack("this runner is blind");
              }
            });
    runner =
        new JobRunner(
            ProbeKinds.discovered(),
            surroundings,
            new Seer("r-1", "outside"),
            Limits.fair(50, Optional.empty(), Map.of(), 50),
            room,
            RunListener.NONE);
    room.open();
  }

  @AfterEach
  void close() {
    room.close();
    runner.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void aTargetThatIsDownIsAccusedWhileOneControlTargetIsUp() {
    try (HttpTarget up = HttpTarget.start().answer("/", Reply.status(503))) {
      open("http://127.0.0.1:" + up.port(), "tcp://127.0.0.1:" + DeafPort.refusing());

      assertThat(outcome(look(DeafPort.refusing()))).isInstanceOf(Failed.class);
      assertThat(room.blindness()).isEmpty();
    }
  }

  @Test
  void noTargetIsAccusedOnceAllControlTargetsAreGoneNotEvenBeforeThatWasNoticed() throws Exception {
    HttpTarget first = HttpTarget.start().answer("/", Reply.ok("up"));
    HttpTarget second = HttpTarget.start().answer("/", Reply.ok("up"));
    open("http://127.0.0.1:" + first.port(), "tcp://127.0.0.1:" + second.port());
    assertThat(outcome(look(second.port()))).isInstanceOf(Passed.class);

    int port = second.port();
    first.close();
    second.close();
    // At once, before any round: what failed is held back until one has passed.
    Outcome outcome = outcome(look(port));

    assertThat(outcome).isInstanceOf(Blind.class);
    assertThat(((Blind) outcome).code()).isEqualTo("runner-blind");
    assertThat(outcome.summary()).startsWith("runner blind: all control targets fail: http://");
    assertThat(changes.poll(10, TimeUnit.SECONDS)).isNotNull().isPresent();
  }

  @Test
  void aBlindRunnerHandsItsJobsBackTakesNoneAndGoesOnByItself() throws Exception {
    ServerSocket control = listener(0);
    int port = control.getLocalPort();
    open("tcp://127.0.0.1:" + port);
    CompletionStage<Result> later = runner.run(job(port, Duration.ofMinutes(5)));
    control.close();

    assertThat(changes.poll(10, TimeUnit.SECONDS)).isNotNull().isPresent();
    assertThat(later.toCompletableFuture())
        .failsWithin(Duration.ofSeconds(5))
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(HandedBack.class);
    assertThat(runner.isBlind()).isTrue();
    assertThat(runner.run(job(port, Duration.ZERO)).toCompletableFuture())
        .failsWithin(Duration.ofSeconds(5));

    ServerSocket again = listener(port);
    assertThat(changes.poll(10, TimeUnit.SECONDS)).isNotNull().isEmpty();
    assertThat(runner.isBlind()).isFalse();
    assertThat(outcome(look(DeafPort.refusing()))).isInstanceOf(Failed.class);
    again.close();
  }

  private static ServerSocket listener(int port) throws IOException {
    return new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
  }

  @Test
  void aResolverThatAnswersForNoNameIsOurs() throws Exception {
    open();
    resolverDead = true;
    for (String name : List.of("a.example", "b.example", "c.example")) {
      Outcome outcome = outcome(runner.run(job("http://" + name + "/", Duration.ZERO)));
      assertThat(outcome).isInstanceOf(Blind.class);
    }

    Optional<Blind> blind = changes.poll(10, TimeUnit.SECONDS);
    assertThat(blind).isNotNull().isPresent();
    assertThat(blind.get().summary())
        .isEqualTo("runner blind: this runner's resolver answers for no name: 3 asked for in vain");

    resolverDead = false;
    assertThat(changes.poll(10, TimeUnit.SECONDS)).isNotNull().isEmpty();
  }

  @Test
  void aHealthyProcessPassesItsOwnChecks() {
    open();

    for (Control own : OwnChecks.all(clock)) {
      assertThat(own.trouble(Duration.ofSeconds(5))).as(own.name()).isEmpty();
    }
    assertThat(outcome(look(DeafPort.refusing()))).isInstanceOf(Failed.class);
  }

  @Test
  void refusesWhatIsNoControlTarget() {
    open();
    assertThatThrownBy(() -> ControlTarget.of("ftp://x", runner, names, clock))
        .hasMessage(
            "vigie.runner.control.targets: must list http://…, https://…, tcp://host:port or"
                + " dns://name, was \"ftp://x\"");
  }

  private CompletionStage<Result> look(int port) {
    return runner.run(job(port, Duration.ZERO));
  }

  private Job job(int port, Duration lead) {
    return job("http://127.0.0.1:" + port + "/", lead);
  }

  private Job job(String url, Duration lead) {
    ItemId item = new ItemId("shop", "production", "CH-1");
    Instant due = clock.instant().plus(lead);
    ProbeOrder order =
        new ProbeOrder(
            "http",
            JsonNodeFactory.instance.objectNode().put("url", url),
            List.of("status > 0"),
            "outside",
            Duration.ofSeconds(3));
    return new Job(RunId.of(item, due), item, "r", order, due, due.plusSeconds(30));
  }

  private static Outcome outcome(CompletionStage<Result> run) {
    try {
      return run.toCompletableFuture().get(20, TimeUnit.SECONDS).outcome();
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
