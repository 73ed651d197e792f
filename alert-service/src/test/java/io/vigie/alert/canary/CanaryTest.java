package io.vigie.alert.canary;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vigie.alert.Samples;
import io.vigie.alert.incident.Posting;
import io.vigie.alert.incident.Posting.Telling;
import io.vigie.alert.metrics.AlertMetrics;
import io.vigie.alert.route.Plan;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Severity;
import io.vigie.contract.check.Thresholds;
import io.vigie.contract.result.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CanaryTest {

  private final List<Boolean> rounds = new ArrayList<>();
  private final Canary canary =
      new Canary(new AlertMetrics(new SimpleMeterRegistry()), Duration.ofSeconds(60), rounds::add);

  @Test
  void aRoundIsFreshWhereItDidNotTakeLong() {
    canary.delivered(posting(Canary.ITEM, Canary.CHANNEL, Telling.OPENED), Duration.ofSeconds(60));
    canary.delivered(posting(Canary.ITEM, Canary.CHANNEL, Telling.OPENED), Duration.ofSeconds(61));
    assertThat(rounds).containsExactly(true, false);
  }

  @Test
  void onlyTheOpeningOnItsOwnChannelIsARound() {
    Duration soon = Duration.ofMillis(5);
    canary.delivered(posting(Canary.ITEM, Canary.CHANNEL, Telling.RESOLVED), soon);
    canary.delivered(posting(Canary.ITEM, Canary.CHANNEL, Telling.OPENED_AND_RESOLVED), soon);
    canary.delivered(posting(Canary.ITEM, "slack", Telling.OPENED), soon);
    canary.delivered(posting(Samples.item("CH-001"), Canary.CHANNEL, Telling.OPENED), soon);
    assertThat(rounds).isEmpty();
  }

  @Test
  void itsIncidentsReachNobodyElseAndThoseOfOthersDoNotReachIt() {
    CanaryAudience audience =
        new CanaryAudience((check, at) -> Plan.atOnce("all", List.of("slack"), at));
    Check own = Samples.check(Canary.ITEM, new Thresholds(1, 1, 1), "default");
    assertThat(audience.plan(own, Samples.START).opening())
        .extracting(Plan.Owed::channel)
        .containsExactly(Canary.CHANNEL);
    assertThat(audience.plan(Samples.check("CH-001"), Samples.START).opening())
        .extracting(Plan.Owed::channel)
        .containsExactly("slack");
  }

  @Test
  void itsTargetIsBadHalfOfTheTime() {
    Duration turn = Duration.ofMinutes(5);
    long bad =
        IntStream.range(0, 60)
            .filter(
                minute ->
                    CanaryResource.isBad(Samples.START.plus(Duration.ofMinutes(minute)), turn))
            .count();
    assertThat(bad).isEqualTo(30);
  }

  private static Posting posting(ItemId item, String channel, Telling telling) {
    Incident incident =
        new Incident(
            IncidentId.of(item, Samples.START),
            1,
            item,
            Severity.P2,
            "Canary",
            Samples.START,
            Samples.START,
            Optional.empty(),
            Optional.empty(),
            new Outcome.Failed(Samples.failure("status was 503")),
            "");
    return new Posting(
        List.of(new UUID(0, 1)),
        channel,
        telling,
        incident,
        Samples.check(item, new Thresholds(1, 1, 1), "default"),
        1,
        Optional.empty(),
        false,
        Samples.START);
  }
}
