package io.vigie.probe.tcp;

import static io.vertx.core.Future.failedFuture;
import static io.vertx.core.Future.succeededFuture;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vigie.probe.net.Trouble.Broken;
import io.vigie.probe.net.Trouble.Ours;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the tries of several addresses say together. */
class ClosedPortsTest {

  private static final Future<PortState> NO_WAY =
      failedFuture(new Ours("network-unreachable", "no route"));
  private static final Future<PortState> NO_FILES =
      failedFuture(new Ours("local-files", "too many open files"));

  @Test
  void theMostOpenCounts() {
    assertThat(
            ClosedPorts.judged(
                    List.of(
                        succeededFuture(PortState.REFUSED),
                        succeededFuture(PortState.OPEN),
                        succeededFuture(PortState.FILTERED)))
                .result())
        .isEqualTo(PortState.OPEN);
    assertThat(
            ClosedPorts.judged(
                    List.of(
                        succeededFuture(PortState.REFUSED), succeededFuture(PortState.FILTERED)))
                .result())
        .isEqualTo(PortState.FILTERED);
  }

  @Test
  void anAddressWithoutAWayToItIsPassedOver() {
    assertThat(ClosedPorts.judged(List.of(NO_WAY, succeededFuture(PortState.REFUSED))).result())
        .isEqualTo(PortState.REFUSED);
  }

  @Test
  void ourTroubleIsNoAnswer() {
    assertThat(ClosedPorts.judged(List.of(NO_WAY)).cause()).isInstanceOf(Ours.class);
    assertThat(ClosedPorts.judged(List.of(succeededFuture(PortState.REFUSED), NO_FILES)).cause())
        .isInstanceOf(Ours.class);
    assertThat(PortState.of(new Broken("connection-failed", "something else"))).isEmpty();
  }
}
