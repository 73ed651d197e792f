package io.vigie.standalone;

import io.vigie.embedded.EmbeddedKafka;
import io.vigie.embedded.EmbeddedPostgres;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The broker and the database below the services, started side by side. */
public final class Backbone implements AutoCloseable {

  private final EmbeddedKafka broker;
  private final EmbeddedPostgres database;

  private Backbone(EmbeddedKafka broker, EmbeddedPostgres database) {
    this.broker = broker;
    this.database = database;
  }

  /** Starts both and returns when both can be used. */
  public static Backbone start(DataFolder data) {
    var ports = data.ports();
    var databasePort = ports.of("postgres");
    var brokerPort = ports.of("kafka");
    var starting =
        CompletableFuture.supplyAsync(() -> EmbeddedPostgres.start(data.postgres(), databasePort));
    EmbeddedKafka broker;
    try {
      broker = EmbeddedKafka.start(data.kafka(), brokerPort);
    } catch (RuntimeException e) {
      starting.thenAccept(EmbeddedPostgres::close).exceptionally(_ -> null).join();
      throw e;
    }
    try {
      return new Backbone(broker, starting.join());
    } catch (CompletionException e) {
      broker.close();
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** The configuration by which the services find both. Holds the password of the database. */
  Map<String, String> settings() {
    var settings = new TreeMap<String, String>();
    settings.put("kafka.bootstrap.servers", broker.bootstrapServers());
    for (var owner : new String[] {"alert", "report"}) {
      var prefix = "quarkus.datasource." + owner + ".";
      settings.put(prefix + "jdbc.url", database.jdbcUrl());
      settings.put(prefix + "username", database.username());
      settings.put(prefix + "password", database.password());
    }
    return settings;
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
