package io.vigie.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.check.Schedule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CanarySettingsTest {

  private static final Optional<String> DEAD_MAN = Optional.of("https://hc.example.com/ping/uuid");

  private static CanarySettings settings(Map<String, String> set) {
    return new SmallRyeConfigBuilder()
        .withMapping(CanarySettings.class)
        .withConverter(Duration.class, 200, text -> Duration.parse("PT" + text))
        .withDefaultValues(set)
        .build()
        .getConfigMapping(CanarySettings.class);
  }

  @Test
  void whereADeadMansSwitchIsSetTheCanaryComesAlong() {
    List<Check> brought = Scheduler.brought(settings(Map.of()), DEAD_MAN);

    assertThat(brought).extracting(Check::item).containsExactly(ItemId.CANARY);
    Check canary = brought.getFirst();
    assertThat(canary.schedule())
        .isEqualTo(new Schedule.Every(Duration.ofSeconds(30), Duration.ZERO));
    ProbeOrder order = canary.order().orElseThrow();
    assertThat(order.settings().path("url").asText())
        .isEqualTo("http://127.0.0.1:8083/api/v1/alerting/canary");
    assertThat(order.location()).isEqualTo("outside");
    assertThat(order.timeout()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void withoutOneThereIsNone() {
    assertThat(Scheduler.brought(settings(Map.of()), Optional.empty())).isEmpty();
    assertThat(Scheduler.brought(settings(Map.of()), Optional.of(" "))).isEmpty();
  }

  @Test
  void itCanBeHadAndLeftOutByItself() {
    CanarySettings on = settings(Map.of("vigie.canary.enabled", "true"));
    CanarySettings off = settings(Map.of("vigie.canary.enabled", "false"));

    assertThat(Scheduler.brought(on, Optional.empty())).hasSize(1);
    assertThat(Scheduler.brought(off, DEAD_MAN)).isEmpty();
  }

  @Test
  void isLookedAtFromWhereAndAsOftenAsIsSet() {
    CanarySettings set =
        settings(
            Map.of(
                "vigie.canary.target", "http://alert:8083/api/v1/alerting/canary",
                "vigie.canary.location", "inside",
                "vigie.canary.every", "1s"));

    ProbeOrder order = Scheduler.brought(set, DEAD_MAN).getFirst().order().orElseThrow();
    assertThat(order.location()).isEqualTo("inside");
    assertThat(order.timeout()).isEqualTo(Duration.ofSeconds(1));
  }
}
