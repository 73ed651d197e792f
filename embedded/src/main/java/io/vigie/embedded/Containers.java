package io.vigie.embedded;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The broker and the database of tests on a Docker engine. Testcontainers is an optional
 * dependency: this class is loaded only when the switch asks for it.
 */
final class Containers {

  private static final DockerImageName KAFKA = DockerImageName.parse("apache/kafka:4.2.0");
  private static final DockerImageName POSTGRES = DockerImageName.parse("postgres:18");

  private Containers() {}

  static Infrastructure start() {
    var broker = broker();
    var database = new PostgreSQLContainer(POSTGRES);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  broker.stop();
                  database.stop();
                },
                "test-containers-stop"));
    broker.start();
    database.start();
    return new Infrastructure(
        broker.getBootstrapServers(),
        withoutParameters(database.getJdbcUrl()),
        database.getUsername(),
        database.getPassword());
  }

  private static KafkaContainer broker() {
    return new KafkaContainer(KAFKA)
        .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
        .withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR", "1")
        .withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR", "1")
        .withEnv(variables(BrokerSettings.shareGroups()));
  }

  /** The image takes its broker's settings from variables that are named after them. */
  private static Map<String, String> variables(Map<String, String> settings) {
    return settings.entrySet().stream()
        .collect(
            Collectors.toMap(
                setting -> "KAFKA_" + setting.getKey().toUpperCase(Locale.ROOT).replace('.', '_'),
                Map.Entry::getValue));
  }

  private static String withoutParameters(String url) {
    int parameters = url.indexOf('?');
    return parameters < 0 ? url : url.substring(0, parameters);
  }
}
