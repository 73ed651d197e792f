package io.vigie.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedKafkaTest {

  @TempDir Path folder;

  @Test
  void keepsItsMessagesOverARestartOnAnotherPort() throws Exception {
    try (var broker = EmbeddedKafka.start(folder, 0)) {
      Messages.write(broker, "before");
    }
    try (var broker = EmbeddedKafka.start(folder, 0)) {
      Messages.write(broker, "after");

      assertThat(Messages.read(broker, 2)).containsExactly("before", "after");
    }
  }

  /** A long session bears a busy machine; a short one lets a killed broker come back soon. */
  @Test
  void hasALongSessionUnlessItWasKilledBefore() throws Exception {
    assertThat(sessionAfterAStart()).isEqualTo("30000");
    assertThat(sessionAfterAStart()).isEqualTo("30000");
    // What a killed broker has not left.
    Files.delete(folder.resolve(".kafka_cleanshutdown"));
    assertThat(sessionAfterAStart()).isEqualTo("3500");
    assertThat(sessionAfterAStart()).isEqualTo("30000");
  }

  private String sessionAfterAStart() throws Exception {
    var itself = new ConfigResource(ConfigResource.Type.BROKER, "1");
    try (var broker = EmbeddedKafka.start(folder, 0);
        var admin =
            Admin.create(Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()))) {
      return admin
          .describeConfigs(List.of(itself))
          .all()
          .get()
          .get(itself)
          .get("broker.session.timeout.ms")
          .value();
    }
  }

  @Test
  void servesShareGroups() throws Exception {
    try (var broker = EmbeddedKafka.start(folder, 0)) {
      Messages.write(broker, "queued");
      readFromTheBeginning(broker, "workers");

      assertThat(takeOne(broker, "workers")).isEqualTo("queued");
    }
  }

  @Test
  void makesNoTopicThatNobodyAskedFor() {
    try (var broker = EmbeddedKafka.start(folder, 0);
        var producer =
            new KafkaProducer<>(
                Map.<String, Object>of(
                    "bootstrap.servers", broker.bootstrapServers(), "max.block.ms", "500"),
                new StringSerializer(),
                new StringSerializer())) {
      assertThatThrownBy(() -> producer.send(new ProducerRecord<>("mistyped", "word")).get())
          .isInstanceOf(ExecutionException.class)
          .hasMessageContaining("mistyped");
    }
  }

  @Test
  void namesThePortThatIsBusy() throws Exception {
    try (var other = new ServerSocket(0, 1, InetAddress.ofLiteral(Ports.LOOPBACK))) {
      assertThatThrownBy(() -> EmbeddedKafka.start(folder, other.getLocalPort()))
          .isInstanceOf(InfrastructureException.class)
          .hasMessage(
              "Kafka: needs port %d on 127.0.0.1, which another process uses",
              other.getLocalPort());
    }
  }

  @Test
  void refusesAFolderThatIsInUse() {
    try (var broker = EmbeddedKafka.start(folder, 0)) {
      assertThat(broker.port()).isPositive();
      assertThatThrownBy(() -> EmbeddedKafka.start(folder, 0))
          .isInstanceOf(InfrastructureException.class)
          .hasMessageContaining(folder.toString())
          .hasMessageContaining("lock");
    }
  }

  @Test
  void refusesAFolderOfSomebodyElse() throws Exception {
    Files.writeString(folder.resolve("thesis.txt"), "precious");

    assertThatThrownBy(() -> EmbeddedKafka.start(folder, 0))
        .isInstanceOf(InfrastructureException.class)
        .hasMessageContaining("thesis.txt");
    assertThat(folder).isDirectoryContaining(file -> file.endsWith("thesis.txt"));
  }

  private static void readFromTheBeginning(EmbeddedKafka broker, String group) throws Exception {
    try (var admin =
        Admin.create(Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()))) {
      var earliest =
          new AlterConfigOp(
              new ConfigEntry("share.auto.offset.reset", "earliest"), AlterConfigOp.OpType.SET);
      admin
          .incrementalAlterConfigs(
              Map.of(new ConfigResource(ConfigResource.Type.GROUP, group), List.of(earliest)))
          .all()
          .get();
    }
  }

  private static String takeOne(EmbeddedKafka broker, String group) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", broker.bootstrapServers(), "group.id", group);
    try (var worker =
        new KafkaShareConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      worker.subscribe(List.of("words"));
      long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (System.nanoTime() < deadline) {
        for (var message : worker.poll(Duration.ofMillis(200))) {
          return message.value();
        }
      }
      return "nothing";
    }
  }
}
