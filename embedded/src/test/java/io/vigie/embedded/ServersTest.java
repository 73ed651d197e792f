package io.vigie.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.embedded.Servers.Places;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServersTest {

  @TempDir Path folder;

  @Test
  void stopsTheDatabaseWhenTheBrokerDoesNotStart() throws Exception {
    try (var other = new ServerSocket(0, 1, InetAddress.ofLiteral(Ports.LOOPBACK))) {
      assertThatThrownBy(() -> Servers.start(places(other.getLocalPort(), 0)))
          .isInstanceOf(InfrastructureException.class)
          .hasMessageStartingWith("Kafka: needs port");
    }
    assertThat(Postmaster.running(folder.resolve("postgres/data"))).isEmpty();
    start().close();
  }

  @Test
  void stopsTheBrokerWhenTheDatabaseDoesNotStart() throws Exception {
    Files.createDirectories(folder.resolve("postgres/data"));
    Files.writeString(folder.resolve("postgres/data/PG_VERSION"), "9\n");

    assertThatThrownBy(this::start)
        .isInstanceOf(InfrastructureException.class)
        .hasMessageContaining("found version 9");
    EmbeddedKafka.start(folder.resolve("kafka"), 0).close();
  }

  private Servers start() {
    return Servers.start(places(0, 0));
  }

  private Places places(int kafkaPort, int postgresPort) {
    return new Places(
        folder.resolve("kafka"),
        kafkaPort,
        folder.resolve("postgres"),
        postgresPort,
        Programs.FOLDER);
  }
}
