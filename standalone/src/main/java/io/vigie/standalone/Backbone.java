package io.vigie.standalone;

import io.vigie.embedded.Servers;
import io.vigie.embedded.Servers.Places;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/** The broker and the database below the services, with their data in one folder. */
final class Backbone implements AutoCloseable {

  private static final List<String> DATASOURCES = List.of("alert", "report");

  private final Servers servers;

  private Backbone(Servers servers) {
    this.servers = servers;
  }

  /** Starts both and returns when both can be used. */
  static Backbone start(DataFolder data) {
    var ports = data.ports();
    return new Backbone(
        Servers.start(
            new Places(
                data.kafka(),
                ports.of("kafka"),
                data.postgres(),
                ports.of("postgres"),
                data.postgres())));
  }

  /** The configuration by which the services find both. Holds the password of the database. */
  Map<String, String> settings() {
    var database = servers.database();
    var settings = new TreeMap<String, String>();
    settings.put("kafka.bootstrap.servers", servers.broker().bootstrapServers());
    for (var datasource : DATASOURCES) {
      var prefix = "quarkus.datasource." + datasource + ".";
      settings.put(prefix + "jdbc.url", database.jdbcUrl());
      settings.put(prefix + "username", database.username());
      settings.put(prefix + "password", database.password());
    }
    return settings;
  }

  /** Is told, in one sentence, that something below the services is gone for good. */
  CompletionStage<String> lost() {
    return servers.database().lost();
  }

  @Override
  public void close() {
    servers.close();
  }
}
