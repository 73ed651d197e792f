package io.vigie.standalone;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  private final Path home;
  private final Plan plan;
  private final Progress progress;
  private final List<ServiceProcess> services = new ArrayList<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean stopping;

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

  /** Starts everything and returns when it was stopped from outside. */
  public void run() throws IOException, InterruptedException {
    plan.requirePossible(NAMES.size());
    var data = DataFolder.open(plan.data());
    EarlyLog.quieten();
    progress.says("starting Kafka and PostgreSQL, data in " + plan.data());
    var backbone = Backbone.start(data);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(backbone), "vigie-stop"));
    for (int i = 0; i < NAMES.size(); i++) {
      start(NAMES.get(i), plan.port() + i, data, backbone);
    }
    announce();
    stopped.await();
  }

  private void start(String name, int port, DataFolder data, Backbone backbone) throws IOException {
    var settings = new TreeMap<String, String>();
    settings.put("vigie.runner.egress.allow", "public,private,loopback");
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
      progress.says(
          "%s: must run, but ended with status %d; see %s".formatted(service.name(), status, log));
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
  }
}
