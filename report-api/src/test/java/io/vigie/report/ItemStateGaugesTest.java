package io.vigie.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vigie.contract.state.ItemState;
import io.vigie.report.verdict.Items;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ItemStateGaugesTest {

  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final ItemStateGauges gauges = new ItemStateGauges(registry);

  @Test
  void eachItemIsInExactlyOneState() {
    gauges.show(Items.judged("P0 failing, P1 passing"));

    assertThat(shown()).containsExactly("i-0 failing", "i-1 passing");
    assertThat(registry.find("vigie.item.state").gauges()).hasSize(2 * ItemState.values().length);
  }

  @Test
  void whatChangesIsShownByTheGaugesThatAreThere() {
    gauges.show(Items.judged("P0 failing"));
    List<Gauge> before = List.copyOf(registry.find("vigie.item.state").gauges());

    gauges.show(Items.judged("P0 waived"));

    assertThat(shown()).containsExactly("i-0 waived");
    assertThat(registry.find("vigie.item.state").gauges())
        .containsExactlyInAnyOrderElementsOf(before);
  }

  @Test
  void anItemThatIsGoneIsShownNoMoreAndComesBackAnew() {
    gauges.show(Items.judged("P0 failing, P1 passing"));

    gauges.show(Items.judged("P0 failing"));
    assertThat(shown()).containsExactly("i-0 failing");

    gauges.show(Items.judged("P0 failing, P1 stale"));
    assertThat(shown()).containsExactly("i-0 failing", "i-1 stale");
  }

  private List<String> shown() {
    Stream<Gauge> on =
        registry.find("vigie.item.state").gauges().stream().filter(gauge -> gauge.value() > 0);
    return on.map(gauge -> gauge.getId().getTag("item") + " " + gauge.getId().getTag("state"))
        .sorted()
        .toList();
  }
}
