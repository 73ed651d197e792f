package io.vigie.alert.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.alert.Samples;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Thresholds;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoutesTest {

  private static Check routed(String route) {
    return Samples.check(Samples.item("CH-001"), Thresholds.DEFAULT, route);
  }

  @Test
  void followsTheRouteOfTheCheck() {
    Routes routes =
        new Routes(
            Map.of("ops", List.of("slack", "mail"), "default", List.of("mail")),
            List.of("slack", "mail"));
    assertThat(routes.channelsFor(routed("ops"))).containsExactly("slack", "mail");
    assertThat(routes.channelsFor(routed("nobody-knows"))).containsExactly("mail");
  }

  @Test
  void tellsEveryChannelWithoutADefaultRoute() {
    Routes routes = new Routes(Map.of(), List.of("slack", "mail"));
    assertThat(routes.channelsFor(routed("default"))).containsExactly("mail", "slack");
  }

  @Test
  void tellsNobodyWithoutChannels() {
    assertThat(new Routes(Map.of(), List.of()).channelsFor(routed("default"))).isEmpty();
  }

  @Test
  void aRouteMayBeSilentOnPurpose() {
    Routes routes = new Routes(Map.of("quiet", List.of()), List.of("slack"));
    assertThat(routes.channelsFor(routed("quiet"))).isEmpty();
  }

  @Test
  void tellsAChannelOnce() {
    Routes routes = new Routes(Map.of("ops", List.of("slack", "slack")), List.of("slack"));
    assertThat(routes.channelsFor(routed("ops"))).containsExactly("slack");
  }

  @Test
  void refusesARouteToNowhere() {
    assertThatThrownBy(() -> new Routes(Map.of("ops", List.of("slak")), List.of("slack", "mail")))
        .hasMessage(
            "vigie.alert.routes.ops: must name configured channels, was \"slak\"; configured: mail,"
                + " slack");
  }
}
