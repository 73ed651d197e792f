package io.vigie.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RememberedPortsTest {

  @TempDir Path folder;

  @Test
  void givesEachServerItsPortAgain() {
    int kafka = ports().of("kafka");
    int postgres = ports().of("postgres");

    assertThat(kafka).isNotEqualTo(postgres);
    assertThat(ports().of("kafka")).isEqualTo(kafka);
    assertThat(ports().of("postgres")).isEqualTo(postgres);
  }

  @Test
  void givesAnotherPortWhenSomebodyTookTheOldOne() throws Exception {
    int before = ports().of("kafka");
    try (var other = new ServerSocket(before, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      assertThat(ports().of("kafka")).isNotEqualTo(other.getLocalPort());
    }
  }

  @Test
  void survivesAFileThatSomebodySpoiled() throws Exception {
    Files.writeString(folder.resolve("ports.properties"), "kafka=none\n");

    assertThat(ports().of("kafka")).isPositive();
  }

  private RememberedPorts ports() {
    return new RememberedPorts(folder.resolve("ports.properties"));
  }
}
