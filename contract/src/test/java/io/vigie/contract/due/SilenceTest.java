package io.vigie.contract.due;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vigie.contract.check.Attestation;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Heartbeat;
import io.vigie.contract.check.Hours;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Meaning;
import io.vigie.contract.check.Nature;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.check.RollUp;
import io.vigie.contract.check.Schedule;
import io.vigie.contract.check.Severity;
import io.vigie.contract.check.Thresholds;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SilenceTest {

  private static final ItemId ITEM = new ItemId("chrona", "production", "CH-099");
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final Instant HEARD = Instant.parse("2026-11-20T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Heartbeat BEAT = new Heartbeat(Optional.empty());

  @Test
  void aProbeIsSilentAfterTwoIntervalsARunAndItsGrace() {
    assertThat(silentAt(every(60, 7), probe(5))).contains(HEARD.plusSeconds(120 + 5 + 7));
  }

  @Test
  void nothingIsSilentWithinFifteenSeconds() {
    assertThat(silentAt(every(1, 0), probe(1))).contains(HEARD.plusSeconds(15));
  }

  @Test
  void aRunThatMayTryAgainMayTakeLonger() {
    ProbeOrder stubborn =
        new ProbeOrder(
            "http",
            JsonNodeFactory.instance.objectNode(),
            List.of(),
            "outside",
            Duration.ofSeconds(5),
            List.of(),
            Optional.of(new ProbeOrder.Retry(2, Duration.ofSeconds(1))),
            Optional.empty(),
            Optional.empty());
    assertThat(silentAt(every(60, 0), stubborn)).contains(HEARD.plusSeconds(120 + 3 * 5 + 1 + 2));
  }

  @Test
  void timeOutsideTheHoursIsNoSilence() {
    Hours office =
        new Hours(
            List.of(new Hours.Span(LocalTime.of(9, 0), LocalTime.of(18, 0))), Set.of(), PARIS);
    Schedule schedule =
        new Schedule.Every(Duration.ofMinutes(5), Duration.ZERO, Optional.of(office));
    Instant evening = Instant.parse("2026-11-20T16:58:00Z");
    Instant silent = Silence.silentAt(check(schedule, probe(5)), evening).orElseThrow();
    assertThat(silent)
        .isBetween(Instant.parse("2026-11-21T08:00:00Z"), Instant.parse("2026-11-21T08:10:05Z"));
  }

  @Test
  void aProbeWithACronIsSilentAfterItsSecondDueTime() {
    assertThat(silentAt(cron("0 2 * * *", HOUR), probe(5)))
        .contains(Instant.parse("2026-11-22T02:00:05Z"));
  }

  @Test
  void whatRunsAfterDeploymentsIsNeverSilent() {
    assertThat(silentAt(new Schedule.OnDeploy(HOUR), probe(5))).isEmpty();
    assertThat(silentAt(new Schedule.OnDeploy(HOUR), BEAT)).isEmpty();
  }

  @Test
  void aHeartbeatIsSilentWhenTheNextIsLateByTheGrace() {
    assertThat(silentAt(cron("0 2 * * *", HOUR), BEAT))
        .contains(Instant.parse("2026-11-21T02:00:00Z"));
    assertThat(silentAt(every(600, 30), BEAT)).contains(HEARD.plusSeconds(630));
  }

  @Test
  void aHeartbeatThatTheClockLeaptOverIsNotExpected() {
    Instant before = Instant.parse("2026-03-28T12:00:00Z");
    Check nightly = check(cron("30 2 * * *", HOUR), BEAT);
    assertThat(Silence.expected(nightly, before)).contains(Instant.parse("2026-03-30T00:30:00Z"));
  }

  @Test
  void aSignatureHoldsAsLongAsItIsValid() {
    Attestation signed = new Attestation("It was restored.", Duration.ofDays(90), List.of());
    assertThat(silentAt(every(600, 0), signed)).contains(HEARD.plus(Duration.ofDays(90)));
  }

  @Test
  void whatOthersDecideOrDoesNotApplyIsNeverSilent() {
    assertThat(silentAt(every(60, 0), new RollUp(new RollUp.Member(ITEM)))).isEmpty();
    Check check = check(every(60, 0), probe(5));
    Check excluded =
        new Check(
            ITEM,
            "r1",
            check.meaning(),
            check.schedule(),
            check.thresholds(),
            check.nature(),
            "default",
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.of("no Redis here"));
    assertThat(Silence.silentAt(excluded, HEARD)).isEmpty();
  }

  private static Optional<Instant> silentAt(Schedule schedule, Nature nature) {
    return Silence.silentAt(check(schedule, nature), HEARD);
  }

  private static Schedule every(int seconds, int grace) {
    return new Schedule.Every(Duration.ofSeconds(seconds), Duration.ofSeconds(grace));
  }

  private static Schedule cron(String expression, Duration grace) {
    return new Schedule.Cron(List.of(expression), PARIS, grace, Optional.empty());
  }

  private static ProbeOrder probe(int timeout) {
    return new ProbeOrder(
        "http",
        JsonNodeFactory.instance.objectNode(),
        List.of(),
        "outside",
        Duration.ofSeconds(timeout));
  }

  private static Check check(Schedule schedule, Nature nature) {
    Meaning meaning =
        new Meaning(
            "Chrona",
            "Backup",
            "data",
            Severity.P0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "en",
            List.of());
    return new Check(ITEM, "r1", meaning, schedule, Thresholds.DEFAULT, nature, "default");
  }
}
