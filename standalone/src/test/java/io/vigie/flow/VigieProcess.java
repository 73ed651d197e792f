package io.vigie.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigie.embedded.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** The packaged program in a process of its own, and what it answers over HTTP. */
final class VigieProcess implements AutoCloseable {

  private static final Path COMMAND = Path.of("../vigie").toAbsolutePath().normalize();
  private static final Path RUNNER =
      Path.of("../probe-runner/target/quarkus-app/quarkus-run.jar").toAbsolutePath();

  /** The first start prepares quick starts, which takes half a minute of two cores. */
  private static final Duration START = Duration.ofMinutes(3);

  private static final Duration STOP = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final Process process;
  private final int port;
  private final Path log;

  private VigieProcess(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /** Starts a verb that serves on {@code port}; what it prints goes to {@code log}. */
  static VigieProcess serve(int port, Path log, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--port", Integer.toString(port)));
    return new VigieProcess(started(log, all), port, log);
  }

  /** Starts a verb that serves nothing. */
  static VigieProcess start(Path log, String... arguments) {
    return new VigieProcess(started(log, List.of(arguments)), 0, log);
  }

  private static Process started(Path log, List<String> arguments) {
    try {
      return vigie(arguments)
          .directory(log.getParent().toFile())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The command of a user, with the quick starts that it prepares at its first. */
  private static ProcessBuilder vigie(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(COMMAND.toString()));
    command.addAll(arguments);
    ProcessBuilder program = new ProcessBuilder(command);
    program.environment().put("VIGIE_BUILD", "no");
    return program;
  }

  /**
   * A runner of its own at another place, of a Vigie whose data lie in {@code folder/data}.
   *
   * @param secrets what it knows
   */
  static VigieProcess runner(Path folder, String location, Map<String, String> secrets)
      throws IOException {
    Properties ports = new Properties();
    try (InputStream in = Files.newInputStream(folder.resolve("data/ports.properties"))) {
      ports.load(in);
    }
    Path log = folder.resolve("runner-" + location + ".log");
    ProcessBuilder program =
        new ProcessBuilder(java(), "-Xmx128m", "-XX:+UseSerialGC", "-jar", RUNNER.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    int port = Ports.free();
    Map<String, String> environment = program.environment();
    environment.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.getProperty("kafka"));
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    environment.put("VIGIE_RUNNER_ID", location + "-1");
    environment.put("VIGIE_RUNNER_LOCATION", location);
    environment.put("VIGIE_RUNNER_EGRESS_ALLOW", "public,loopback");
    secrets.forEach((name, value) -> environment.put("VIGIE_SECRET_" + name, value));
    return new VigieProcess(program.start(), port, log).awaitReady();
  }

  /** Runs a verb to its end and returns what it printed. */
  static Finished run(Path folder, String... arguments) throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    Process process =
        vigie(List.of(arguments))
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends within a minute").isTrue();
    return new Finished(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  /** How a verb ended. */
  record Finished(int exit, String out, String err) {}

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  VigieProcess awaitReady() {
    Eventually.holds(
        START,
        () -> {
          assertThat(process.isAlive()).as("runs; its log: %s", tail()).isTrue();
          HttpResponse<String> ready = get("/q/health/ready");
          assertThat(ready.statusCode())
              .as("ready: %s; its log: %s", ready.body(), tail())
              .isEqualTo(200);
        });
    return this;
  }

  private String tail() throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
  }

  int port() {
    return port;
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return get(port, path);
  }

  static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(10))
            .build();
    return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
  }

  JsonNode json(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).as("GET %s: %s", path, answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  /** Pulls the plug. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  /** Asks it to stop, and holds it to its promise of ten seconds. */
  void stop() throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS))
        .as("stops within %s of being asked to", STOP)
        .isTrue();
  }

  /** Ends it in order, so that its database has left the folder that is deleted next. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(2 * STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
    process.onExit().join();
  }
}
