package io.vigie.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void noPortIsGivenTwiceWhetherAnybodyListensThereYetOrNot() {
    List<Integer> ports = IntStream.range(0, 200).mapToObj(_ -> Ports.free()).toList();

    assertThat(ports).doesNotHaveDuplicates();
  }

  /** Those are handed out by the systems themselves, for connections too. */
  @Test
  void portsAreBelowThoseThatSystemsHandOut() {
    assertThat(Ports.free()).isBetween(12_000, 32_767);
  }
}
