package io.vigie.runtime.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.eclipse.microprofile.config.Config;

/**
 * How to reach the broker. Every {@code kafka.*} property is handed to the clients as it is, so
 * that whatever a client can do (SASL, TLS) needs no code here.
 */
@ApplicationScoped
public class KafkaSettings {

  private static final String PREFIX = "kafka.";

  private final Config config;

  @Inject
  public KafkaSettings(Config config) {
    this.config = config;
  }

  /** The settings that all clients share. */
  public Map<String, Object> client() {
    Map<String, Object> settings = new HashMap<>();
    for (String name : config.getPropertyNames()) {
      if (name.startsWith(PREFIX) && !name.startsWith(PREFIX + "health.")) {
        config
            .getOptionalValue(name, String.class)
            .ifPresent(value -> settings.put(name.substring(PREFIX.length()), value));
      }
    }
    // Read by name too: an environment variable does not show up under its dotted name.
    config
        .getOptionalValue(PREFIX + CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, String.class)
        .ifPresent(servers -> settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers));
    return settings;
  }

  boolean mayCreateTopics() {
    return config.getOptionalValue("vigie.kafka.create-topics", Boolean.class).orElse(true);
  }

  short replicationFactor() {
    return config.getOptionalValue("vigie.kafka.replication-factor", Short.class).orElse((short) 1);
  }

  Duration startTimeout() {
    return config
        .getOptionalValue("vigie.kafka.start-timeout", Integer.class)
        .map(Duration::ofSeconds)
        .orElse(Duration.ofSeconds(60));
  }
}
