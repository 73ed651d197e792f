package io.vigie.standalone;

import io.quarkus.runtime.Quarkus;
import io.vigie.embedded.Ports;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * The four services, the broker and the database in one process. There is one of it per process,
 * because its settings are the system properties and its end is the end of the process.
 */
public final class Standalone {

  /** So long the services may take to stop before the broker is taken from them. */
  private static final Duration SERVICES_PATIENCE = Duration.ofSeconds(7);

  /** After so long the process ends even if something hangs; the data survive that. */
  private static final Duration WHOLE_PATIENCE = Duration.ofMillis(9_500);

  /** The exit code where something the services need is gone for good. */
  private static final int GIVEN_UP = 3;

  private final Plan plan;
  private final Progress progress;
  private final CountDownLatch servicesStopped = new CountDownLatch(1);
  private final CountDownLatch allStopped = new CountDownLatch(1);
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private volatile boolean stopping;
  private volatile int exitCode;

  public Standalone(Plan plan, Progress progress) {
    this.plan = plan;
    this.progress = progress;
  }

  /**
   * Starts everything and returns when the services have stopped; broker and database stop in a
   * shutdown hook of the process. Answers the exit code of the services.
   */
  public int run() throws IOException {
    long begin = System.nanoTime();
    plan.requirePossible(1);
    var data = DataFolder.open(plan.data());
    EarlyLog.quieten();
    var given = plan.given();
    var started = Backbone.told(given);
    if (!started.isEmpty()) {
      progress.says("starting " + started + ", data in " + plan.data());
    }
    var backbone = Backbone.start(data, given);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(backbone), "vigie-stop"));
    var _ = backbone.lost().thenAccept(this::giveUp);
    configure(data, backbone);
    progress.says("starting the services");
    Thread.ofPlatform().daemon().name("vigie-ready").start(() -> announce(begin));
    Quarkus.run(null, this::servicesEnded);
    if (failure.get() != null) {
      throw new IllegalStateException("the services did not start", failure.get());
    }
    return exitCode;
  }

  private void configure(DataFolder data, Backbone backbone) throws IOException {
    plan.defaults(Plan.canaryAt(plan.port())).forEach(System::setProperty);
    plan.further().forEach(System::setProperty);
    backbone.settings().forEach(System::setProperty);
    System.setProperty("vigie.scheduler.checklists", plan.checklists().toString());
    System.setProperty("quarkus.http.host", Ports.LOOPBACK);
    System.setProperty("quarkus.http.port", Integer.toString(plan.port()));
    System.setProperty("quarkus.log.file.path", data.log("vigie").toString());
    plan.config()
        .ifPresent(file -> System.setProperty("quarkus.config.locations", file.toString()));
  }

  private void giveUp(String why) {
    progress.says(why + "; giving up");
    Quarkus.asyncExit(GIVEN_UP);
  }

  private void announce(long begin) {
    boolean ready =
        new ReadyQuestion(plan.port()).await(() -> !stopping && servicesStopped.getCount() > 0);
    if (!ready) {
      return;
    }
    var took = Duration.ofNanos(System.nanoTime() - begin);
    progress.says(
        "ready after %d.%d s: http://%s:%d/ (Ctrl-C stops it)"
            .formatted(took.toSeconds(), took.toMillisPart() / 100, Ports.LOOPBACK, plan.port()));
    plan.stopAfter()
        .ifPresent(
            pause -> {
              LockSupport.parkNanos(pause.toNanos());
              Quarkus.asyncExit(0);
            });
  }

  private void servicesEnded(int code, Throwable cause) {
    exitCode = code;
    failure.set(cause);
    if (cause != null) {
      EarlyLog.discard();
    }
    servicesStopped.countDown();
  }

  private void stop(Backbone backbone) {
    stopping = true;
    Thread.ofPlatform().daemon().name("vigie-halt").start(this::haltLater);
    progress.says("stopping");
    if (!isOver(servicesStopped, SERVICES_PATIENCE)) {
      progress.says("the services did not stop in time; going on without them");
    }
    backbone.close();
    progress.says("stopped");
    allStopped.countDown();
  }

  private void haltLater() {
    if (!isOver(allStopped, WHOLE_PATIENCE)) {
      Runtime.getRuntime().halt(GIVEN_UP);
    }
  }

  private static boolean isOver(CountDownLatch latch, Duration patience) {
    try {
      return latch.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
