package io.vigie.standalone;

import io.vigie.embedded.Ports;
import io.vigie.embedded.Watchdog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One service in a process of its own. */
final class ServiceProcess {

  private static final Duration PATIENCE = Duration.ofSeconds(7);

  private static final String RUNNER = "probe-runner";

  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:+UseCompactObjectHeaders",
          // The second compiler took half of the processor time at 100 checks a second.
          "-XX:TieredStopAtLevel=1",
          // That classes are loaded at the start is no reason for collecting all of the heap.
          "-XX:MetaspaceSize=96m",
          // What is old is collected before it has touched much memory: seldom, as little gets old.
          "-XX:MinHeapFreeRatio=20",
          "-XX:MaxHeapFreeRatio=40",
          "-Xms32m",
          "-Xmx160m",
          "-Xss512k",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  /**
   * A young generation is touched all over before it is collected: a small one is resident memory
   * saved.
   */
  private static final List<String> SMALL = List.of("-Xmn10m");

  /**
   * Jobs lie in a runner for a second before they are due: where they do not fit into a survivor
   * space they grow old, and a full collection every few seconds keeps a hundred checks waiting.
   */
  private static final List<String> LONG_LIVED_JOBS = List.of("-Xmn40m", "-XX:SurvivorRatio=3");

  private final String name;
  private final int port;
  private final Watchdog watchdog;

  private ServiceProcess(String name, int port, Watchdog watchdog) {
    this.name = name;
    this.port = port;
    this.watchdog = watchdog;
  }

  /**
   * Starts a service that was built below {@code home}. Its settings are given in the environment
   * and not as arguments, because every user of the machine can read arguments.
   */
  static ServiceProcess start(
      Path home, String name, int port, Map<String, String> settings, Path log) throws IOException {
    var jar = home.resolve(name).resolve("target/quarkus-app/quarkus-run.jar");
    if (!Files.isRegularFile(jar)) {
      throw new Refused(jar + ": must have been built (./mvnw package), but does not exist");
    }
    var environment = new HashMap<String, String>();
    settings.forEach((key, value) -> environment.put(variable(key), value));
    // Of glibc: each thread would otherwise get an arena that is never given back.
    environment.put("MALLOC_ARENA_MAX", "2");
    environment.put("QUARKUS_HTTP_HOST", Ports.LOOPBACK);
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    environment.put(variable("mp.messaging.connector.smallrye-kafka.graceful-shutdown"), "false");
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command = new ArrayList<>(List.of(java));
    command.addAll(FLAGS);
    command.addAll(name.equals(RUNNER) ? LONG_LIVED_JOBS : SMALL);
    command.addAll(List.of("-jar", jar.toString()));
    return new ServiceProcess(
        name, port, Watchdog.start(command, environment, Path.of("").toAbsolutePath(), log));
  }

  /** The variable that sets this key, as MicroProfile Config maps one to the other. */
  static String variable(String key) {
    return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  String name() {
    return name;
  }

  String url() {
    return "http://" + Ports.LOOPBACK + ":" + port + "/";
  }

  boolean isAlive() {
    return watchdog.isAlive();
  }

  boolean awaitReady() {
    return new ReadyQuestion(port).await(this::isAlive);
  }

  /** Waits until the process has ended, and answers its status. */
  int awaitEnd() {
    return watchdog.process().onExit().join().exitValue();
  }

  void stop() {
    if (!watchdog.stop(PATIENCE)) {
      watchdog.kill();
    }
  }
}
