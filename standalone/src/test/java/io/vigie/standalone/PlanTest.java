package io.vigie.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.embedded.Ports;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlanTest {

  @TempDir Path folder;

  @Test
  void isPossibleOnAFreePortWithAFolder() {
    assertThatCode(() -> plan(folder, Ports.free(), Optional.empty()).requirePossible(1))
        .doesNotThrowAnyException();
  }

  @Test
  void namesTheChecklistsThatAreNotThere() {
    assertThatThrownBy(
            () -> plan(folder.resolve("none"), Ports.free(), Optional.empty()).requirePossible(1))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("none: must be a folder with checklists");
  }

  @Test
  void namesTheSettingsThatAreNotThere() {
    var file = Optional.of(folder.resolve("vigie.properties"));

    assertThatThrownBy(() -> plan(folder, Ports.free(), file).requirePossible(1))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("vigie.properties: must be a file with settings");
  }

  @Test
  void namesThePortThatIsBusyAlsoWhenItIsTheLastOfFour() throws Exception {
    try (var other = new ServerSocket(0, 1, InetAddress.ofLiteral(Ports.LOOPBACK))) {
      int first = other.getLocalPort() - 3;

      assertThatThrownBy(() -> plan(folder, first, Optional.empty()).requirePossible(4))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("must be free, but another process uses it")
          .hasMessageContaining("--port");
    }
  }

  @ParameterizedTest(name = "{0}, and the {1} from there")
  @CsvSource({"0, 1, 65535", "-1, 1, 65535", "99999, 1, 65535", "65533, 4, 65532"})
  void namesThePortThatCannotBeOne(int port, int ports, int last) {
    assertThatThrownBy(() -> plan(folder, port, Optional.empty()).requirePossible(ports))
        .isInstanceOf(Refused.class)
        .hasMessage("--port: must be from 1 to %d, found %d", last, port);
  }

  @Test
  void leavesOutTheDefaultsThatTheFileSets() throws Exception {
    var file = Files.writeString(folder.resolve("own.properties"), "allow = public\n%prod.b: 2\n");
    var defaults = Map.of("allow", "loopback", "b", "1", "c", "1");

    assertThat(plan(folder, 1, Optional.of(file)).defaults(defaults)).isEqualTo(Map.of("c", "1"));
    assertThat(plan(folder, 1, Optional.empty()).defaults(defaults)).isEqualTo(defaults);
  }

  private Plan plan(Path checklists, int port, Optional<Path> config) {
    return new Plan(checklists, port, folder, config, Map.of(), Optional.empty());
  }
}
