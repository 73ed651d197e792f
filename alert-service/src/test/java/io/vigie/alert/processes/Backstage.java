package io.vigie.alert.processes;

import io.vigie.embedded.EmbeddedPostgres;
import io.vigie.embedded.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A broker and a database for services in processes of their own, both on disk. */
public final class Backstage implements AutoCloseable {

  private static final Duration RETURN = Duration.ofMinutes(2);

  private static final Duration BETWEEN_STOPS = Duration.ofSeconds(31);

  private final Path folder;
  private final BrokerProcess broker;
  private final EmbeddedPostgres database;
  private long stoppedAt;

  private Backstage(Path folder, BrokerProcess broker, EmbeddedPostgres database) {
    this.folder = folder;
    this.broker = broker;
    this.database = database;
  }

  public static Backstage open(Path folder) {
    BrokerProcess broker = BrokerProcess.start(folder.resolve("kafka"), Ports.free());
    return new Backstage(folder, broker, EmbeddedPostgres.start(folder.resolve("postgres"), 0));
  }

  public String kafka() {
    return broker.bootstrap();
  }

  /** Where a service finds them. */
  public Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("kafka.bootstrap.servers", kafka());
    settings.put("quarkus.datasource.alert.jdbc.url", database.jdbcUrl());
    settings.put("quarkus.datasource.alert.username", database.username());
    settings.put("quarkus.datasource.alert.password", database.password());
    settings.put("quarkus.http.host", "127.0.0.1");
    settings.put("quarkus.log.console.json.enabled", "false");
    return settings;
  }

  void killBroker() {
    broker.killAndStart();
  }

  /**
   * True where the database may be stopped: what keeps it running gives it up when it ends three
   * times within a minute.
   */
  boolean mayStopDatabase() {
    return stoppedAt == 0 || System.nanoTime() - stoppedAt > BETWEEN_STOPS.toNanos();
  }

  /** Stops the database like {@code pg_ctl stop -m immediate}; it is started again by itself. */
  void stopDatabaseImmediately() {
    stoppedAt = System.nanoTime();
    Path pidFile = folder.resolve("postgres/data/postmaster.pid");
    // It may still be on its way back from the last time.
    Programs.await(RETURN, "the database runs", () -> Files.exists(pidFile));
    try {
      String pid = Files.readAllLines(pidFile).getFirst().strip();
      new ProcessBuilder("kill", "-QUIT", pid).start().onExit().join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    database.close();
    broker.close();
  }
}
