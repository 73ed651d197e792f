package io.vigie.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** All that a Vigie in one process has written, as text. */
final class Kept {

  private static final Duration POLL = Duration.ofMillis(200);

  private final Path data;

  Kept(Path data) {
    this.data = data;
  }

  /** Each record of each topic, as it is where compression is undone. */
  String records() throws IOException {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", address("kafka"), "exclude.internal.topics", false);
    StringBuilder all = new StringBuilder();
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.listTopics().values().stream()
              .flatMap(List::stream)
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(end -> behind(consumer, end))) {
        consumer.poll(POLL).forEach(found -> append(all, found));
      }
    }
    return all.toString();
  }

  private static boolean behind(KafkaConsumer<?, ?> consumer, Map.Entry<TopicPartition, Long> end) {
    return consumer.position(end.getKey()) < end.getValue();
  }

  private static void append(StringBuilder all, ConsumerRecord<String, String> found) {
    all.append(found.topic()).append(' ').append(found.key()).append(' ').append(found.value());
    found
        .headers()
        .forEach(
            header ->
                all.append(' ')
                    .append(header.key())
                    .append('=')
                    .append(new String(header.value(), StandardCharsets.UTF_8)));
    all.append('\n');
  }

  /** Each file of the broker, deleted and compacted records included. */
  String segments() throws IOException {
    return files(data.resolve("kafka"), ".log");
  }

  /** What the servers below say. */
  String logs() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(data)) {
      for (Path file : files.filter(file -> file.toString().endsWith(".log")).toList()) {
        all.append(text(file));
      }
    }
    return all.toString();
  }

  /** Each row of each table. */
  String tables() throws IOException, SQLException {
    String url = "jdbc:postgresql://" + address("postgres") + "/postgres";
    String password = Files.readString(data.resolve("postgres/password")).strip();
    StringBuilder all = new StringBuilder();
    try (Connection database = DriverManager.getConnection(url, "vigie", password);
        Statement statement = database.createStatement()) {
      for (String table : namesOfTables(statement)) {
        column(statement, "SELECT t::text FROM " + table + " t")
            .forEach(row -> all.append(row).append('\n'));
      }
    }
    return all.toString();
  }

  private static List<String> namesOfTables(Statement statement) throws SQLException {
    List<String> names =
        column(
            statement,
            "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
                + " WHERE schemaname NOT IN ('pg_catalog', 'information_schema')");
    assertThat(names).hasSizeGreaterThan(5);
    assertThat(column(statement, "SELECT datname FROM pg_database WHERE NOT datistemplate"))
        .as("all databases are looked through")
        .containsExactly("postgres");
    return names;
  }

  private static List<String> column(Statement statement, String query) throws SQLException {
    List<String> values = new ArrayList<>();
    try (ResultSet found = statement.executeQuery(query)) {
      while (found.next()) {
        values.add(found.getString(1));
      }
    }
    return values;
  }

  private String address(String server) throws IOException {
    Properties ports = new Properties();
    try (var in = Files.newBufferedReader(data.resolve("ports.properties"))) {
      ports.load(in);
    }
    return "127.0.0.1:" + ports.getProperty(server);
  }

  private static String files(Path folder, String end) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file :
          files.filter(Files::isRegularFile).filter(f -> f.toString().endsWith(end)).toList()) {
        all.append(text(file));
      }
    }
    return all.toString();
  }

  /** Any bytes as text: each one is a character. */
  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
  }
}
