package io.vigie.embedded;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.logging.LogManager;

/** A broker and a database, started side by side. */
public final class Servers implements AutoCloseable {

  private final EmbeddedKafka broker;
  private final EmbeddedPostgres database;

  private Servers(EmbeddedKafka broker, EmbeddedPostgres database) {
    this.broker = broker;
    this.database = database;
  }

  /** Where the two keep their data and on which ports they listen; 0 is a free one. */
  public record Places(Path kafka, int kafkaPort, Path postgres, int postgresPort, Path programs) {}

  /**
   * Starts both and returns when both can be used. Where one does not start, the other is stopped.
   */
  public static Servers start(Places places) {
    // Two threads that log for the first time at once can wait for each other for ever.
    LogManager.getLogManager();
    var starting =
        CompletableFuture.supplyAsync(
            () ->
                EmbeddedPostgres.start(
                    places.postgres(), places.postgresPort(), places.programs()));
    EmbeddedKafka broker;
    try {
      broker = EmbeddedKafka.start(places.kafka(), places.kafkaPort());
    } catch (RuntimeException e) {
      starting.thenAccept(EmbeddedPostgres::close).exceptionally(_ -> null).join();
      throw e;
    }
    try {
      return new Servers(broker, starting.join());
    } catch (CompletionException e) {
      broker.close();
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  public EmbeddedKafka broker() {
    return broker;
  }

  public EmbeddedPostgres database() {
    return database;
  }

  /** Stops the broker and then the database; nobody may use them any more. */
  @Override
  public void close() {
    try {
      broker.close();
    } finally {
      database.close();
    }
  }
}
