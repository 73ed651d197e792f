package io.vigie.standalone;

import io.vigie.embedded.EmbeddedKafka;
import io.vigie.embedded.EmbeddedPostgres;
import io.vigie.embedded.Servers;
import io.vigie.embedded.Servers.Places;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The broker and the database below the services: each either started here, with its data in one
 * folder, or somebody else's, where the settings say how to reach it.
 */
final class Backbone implements AutoCloseable {

  static final String BROKER = "kafka.bootstrap.servers";
  private static final List<String> DATASOURCES = List.of("alert", "report");

  private final Optional<EmbeddedKafka> broker;
  private final Optional<EmbeddedPostgres> database;
  private final Runnable closing;

  private Backbone(
      Optional<EmbeddedKafka> broker, Optional<EmbeddedPostgres> database, Runnable closing) {
    this.broker = broker;
    this.database = database;
    this.closing = closing;
  }

  /** Starts what is not given and returns when it can be used. */
  static Backbone start(DataFolder data, Given given) {
    boolean hasBroker = given.has(BROKER);
    boolean hasDatabase = hasDatabase(given);
    if (hasBroker && hasDatabase) {
      return new Backbone(Optional.empty(), Optional.empty(), () -> {});
    } else if (hasBroker) {
      var database =
          EmbeddedPostgres.start(data.postgres(), data.ports().of("postgres"), data.postgres());
      return new Backbone(Optional.empty(), Optional.of(database), database::close);
    } else if (hasDatabase) {
      var broker = EmbeddedKafka.start(data.kafka(), data.ports().of("kafka"));
      return new Backbone(Optional.of(broker), Optional.empty(), broker::close);
    }
    return both(data);
  }

  private static Backbone both(DataFolder data) {
    var ports = data.ports();
    var servers =
        Servers.start(
            new Places(
                data.kafka(),
                ports.of("kafka"),
                data.postgres(),
                ports.of("postgres"),
                data.postgres()));
    return new Backbone(
        Optional.of(servers.broker()), Optional.of(servers.database()), servers::close);
  }

  /** What is about to be started, for a person; empty where nothing is. */
  static String told(Given given) {
    var kafka = given.has(BROKER) ? "" : "Kafka";
    var postgres = hasDatabase(given) ? "" : "PostgreSQL";
    return kafka.isEmpty() || postgres.isEmpty() ? kafka + postgres : kafka + " and " + postgres;
  }

  /** Half a database given would leave half of the data elsewhere, and nobody would notice. */
  private static boolean hasDatabase(Given given) {
    var named = DATASOURCES.stream().filter(name -> given.has(url(name))).toList();
    if (named.isEmpty() || named.size() == DATASOURCES.size()) {
      return !named.isEmpty();
    }
    throw new Refused(
        "%s and %s: both must be given, or neither; only %s was"
            .formatted(url(DATASOURCES.get(0)), url(DATASOURCES.get(1)), url(named.getFirst())));
  }

  /** The configuration by which the services find what runs here. Holds a password. */
  Map<String, String> settings() {
    var settings = new TreeMap<String, String>();
    broker.ifPresent(running -> settings.put(BROKER, running.bootstrapServers()));
    database.ifPresent(
        running -> {
          for (var datasource : DATASOURCES) {
            settings.put(url(datasource), running.jdbcUrl());
            settings.put(of(datasource) + "username", running.username());
            settings.put(of(datasource) + "password", running.password());
          }
        });
    return settings;
  }

  private static String url(String datasource) {
    return of(datasource) + "jdbc.url";
  }

  private static String of(String datasource) {
    return "quarkus.datasource." + datasource + ".";
  }

  /** Is told, in one sentence, that something below the services is gone for good. */
  CompletionStage<String> lost() {
    return database.map(EmbeddedPostgres::lost).orElseGet(CompletableFuture::new);
  }

  @Override
  public void close() {
    closing.run();
  }
}
