package io.vigie.alert.processes;

import io.vigie.embedded.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A packaged service in a process of its own. */
public final class ServiceProcess implements AutoCloseable {

  private static final Duration START = Duration.ofMinutes(4);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final List<String> command;
  private final Map<String, String> settings;
  private final int port;
  private final Path log;
  private Process process;

  private ServiceProcess(List<String> command, Map<String, String> settings, int port, Path log) {
    this.command = command;
    this.settings = settings;
    this.port = port;
    this.log = log;
  }

  /**
   * Starts a service.
   *
   * @param flags what its JVM is told besides
   */
  public static ServiceProcess start(
      Path jar, Map<String, String> settings, List<String> flags, Path log) {
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException(jar + ": must have been packaged, but does not exist");
    }
    List<String> command = new ArrayList<>(List.of(Programs.java(), "-XX:+UseSerialGC"));
    command.addAll(List.of("-XX:+UseCompactObjectHeaders", "-XX:+ExitOnOutOfMemoryError"));
    command.addAll(flags);
    command.addAll(List.of("-jar", jar.toString()));
    ServiceProcess service =
        new ServiceProcess(command, settings, Ports.free(), log.toAbsolutePath());
    service.start();
    return service;
  }

  private void start() {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    settings.forEach((key, value) -> builder.environment().put(variable(key), value));
    builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
    builder.environment().put("MALLOC_ARENA_MAX", "2");
    try {
      Files.createDirectories(log.getParent());
      process = builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String variable(String key) {
    return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  public ServiceProcess awaitReady() {
    Programs.await(START, "ready: " + log, () -> status("/q/health/ready") == 200);
    return this;
  }

  private int status(String path) throws IOException, InterruptedException {
    return CLIENT.send(request(path), BodyHandlers.discarding()).statusCode();
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(5))
        .build();
  }

  /** A number that it shows; empty where it shows none, or does not answer. */
  public Optional<Double> number(String series) {
    try {
      String page = CLIENT.send(request("/q/metrics"), BodyHandlers.ofString()).body();
      Matcher line =
          Pattern.compile("^" + Pattern.quote(series) + " (\\S+)$", Pattern.MULTILINE)
              .matcher(page);
      return line.find() ? Optional.of(Double.valueOf(line.group(1))) : Optional.empty();
    } catch (IOException away) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  public long pid() {
    return process.pid();
  }

  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Starts it again as it was. */
  void startAgain() {
    start();
  }

  /** It does nothing until {@link #goOn}, and does not know. */
  void freeze() {
    signal("-STOP");
  }

  void goOn() {
    signal("-CONT");
  }

  private void signal(String which) {
    try {
      new ProcessBuilder("kill", which, Long.toString(process.pid())).start().onExit().join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
