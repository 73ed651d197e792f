package io.vigie.standalone;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/**
 * The four services as four processes, over a broker and a database in this one: the split that a
 * team runs, on one machine.
 */
public final class SeparateServices {

  /** In the order of their ports. */
  private static final List<String> NAMES =
      List.of("report-api", "probe-scheduler", "probe-runner", "alert-service");

  /** The exit code where something ended unasked. */
  private static final int FAILED = 3;

  private static final Map<String, String> DEFAULTS =
      Map.of("vigie.runner.egress.allow", "public,private,loopback");

  private final Path home;
  private final Plan plan;
  private final Progress progress;
  private final List<ServiceProcess> services = new ArrayList<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean stopping;
  private volatile boolean failed;

  /**
   * Prepares the services.
   *
   * @param home the folder of the project, in which they were built
   */
  public SeparateServices(Path home, Plan plan, Progress progress) {
    this.home = home;
    this.plan = plan;
    this.progress = progress;
  }

  /**
   * Starts everything and returns when it was stopped from outside, or the database is gone for
   * good. Answers the exit code, which remembers what ended unasked.
   */
  public int run() throws IOException, InterruptedException {
    plan.requirePossible(NAMES.size());
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
    for (int i = 0; i < NAMES.size(); i++) {
      start(NAMES.get(i), plan.port() + i, data, backbone);
    }
    announce();
    stopped.await();
    return failed ? FAILED : 0;
  }

  private void giveUp(String why) {
    failed = true;
    progress.says(why + "; giving up");
    stopped.countDown();
  }

  private void start(String name, int port, DataFolder data, Backbone backbone) throws IOException {
    var settings = new TreeMap<String, String>();
    settings.putAll(plan.defaults(DEFAULTS));
    settings.putAll(plan.defaults(Plan.canaryAt(plan.port() + NAMES.indexOf("alert-service"))));
    settings.putAll(plan.further());
    settings.putAll(backbone.settings());
    settings.put("vigie.scheduler.checklists", plan.checklists().toAbsolutePath().toString());
    plan.config()
        .ifPresent(
            file -> settings.put("quarkus.config.locations", file.toAbsolutePath().toString()));
    var service = ServiceProcess.start(home, name, port, settings, data.log(name));
    services.add(service);
    Thread.startVirtualThread(() -> watch(service, data.log(name)));
  }

  private void announce() {
    for (var service : services) {
      if (service.awaitReady()) {
        progress.says("%s is ready: %s".formatted(service.name(), service.url()));
      }
    }
    if (services.stream().allMatch(ServiceProcess::isAlive)) {
      progress.says("ready: " + services.getFirst().url() + " (Ctrl-C stops it)");
    }
  }

  private void watch(ServiceProcess service, Path log) {
    int status = service.awaitEnd();
    if (!stopping) {
      failed = true;
      progress.says(
          "%s: must run, but ended with status %d; see %s; the others keep running"
              .formatted(service.name(), status, log));
    }
  }

  private void stop(Backbone backbone) {
    stopping = true;
    progress.says("stopping");
    services.stream()
        .map(service -> CompletableFuture.runAsync(service::stop, Thread::startVirtualThread))
        .toList()
        .forEach(CompletableFuture::join);
    backbone.close();
    progress.says("stopped");
    stopped.countDown();
    if (failed) {
      // A signal brings a status of its own, which would hide the failure.
      Runtime.getRuntime().halt(FAILED);
    }
  }
}
