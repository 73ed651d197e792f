package io.vigie.alert.sight;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alert.Samples;
import io.vigie.alert.route.Plan;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Severity;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OtherChannelsTest {

  private static final Set<String> CHANNELS = Set.of("ops", "mail", "pager");

  private static Check about(String channel) {
    return new Trouble(Sight.nameOfChannel(channel), Severity.P1, "", channel, "", Samples.START)
        .check();
  }

  private static List<String> told(Check check, String fallback, String... usual) {
    OtherChannels audience =
        new OtherChannels(
            (_, at) -> Plan.atOnce("default", List.of(usual), at),
            CHANNELS,
            Optional.ofNullable(fallback));
    return audience.plan(check, Samples.START).opening().stream().map(Plan.Owed::channel).toList();
  }

  @Test
  void whoIsToldAnywayIsToldButNotThere() {
    assertThat(told(about("ops"), null, "ops", "mail")).containsExactly("mail");
  }

  @Test
  void whereNobodyIsLeftTheFallbackIs() {
    assertThat(told(about("ops"), "pager", "ops")).containsExactly("pager");
  }

  @Test
  void whereTheFallbackRefusesEverybodyElseIs() {
    assertThat(told(about("pager"), "pager", "pager")).containsExactly("mail", "ops");
    assertThat(told(about("ops"), null, "ops")).containsExactly("mail", "pager");
  }

  @Test
  void whatIsAboutNoChannelGoesItsUsualWay() {
    assertThat(told(Samples.check("CH-001"), "pager", "ops")).containsExactly("ops");
    assertThat(told(about("gone"), "pager", "ops")).containsExactly("ops");
  }
}
