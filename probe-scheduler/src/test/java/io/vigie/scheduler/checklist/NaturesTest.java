package io.vigie.scheduler.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.check.Attestation;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Declared;
import io.vigie.contract.check.Dependency;
import io.vigie.contract.check.Heartbeat;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Phase;
import io.vigie.contract.check.Polarity;
import io.vigie.contract.check.RollUp;
import io.vigie.contract.check.RollUp.All;
import io.vigie.contract.check.RollUp.Any;
import io.vigie.contract.check.RollUp.Member;
import io.vigie.contract.check.RollUp.Not;
import io.vigie.contract.check.Schedule;
import io.vigie.contract.check.Thresholds;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the other natures of items, and what items mean, become. */
class NaturesTest {

  private static final Thresholds AT_ONCE = new Thresholds(1, 1, 1);

  @TempDir Path folder;
  private Desk desk;

  @BeforeEach
  void sitDown() {
    desk = new Desk(folder);
  }

  @Test
  void aHeartbeatHasTheScheduleOfTheJob() {
    Check check =
        desk.item("heartbeat: { cron: 0 2 * * *, zone: Europe/Paris, grace: 60m, longest: 3h }");

    assertThat(check.nature()).isEqualTo(new Heartbeat(Optional.of(Duration.ofHours(3))));
    assertThat(check.schedule())
        .isEqualTo(
            new Schedule.Cron(
                List.of("0 2 * * *"),
                ZoneId.of("Europe/Paris"),
                Duration.ofMinutes(60),
                Optional.empty()));
    assertThat(check.thresholds()).isEqualTo(AT_ONCE);
    assertThat(check.locations()).isEmpty();
  }

  @Test
  void theShortestHeartbeatIsAnInterval() {
    assertThat(desk.item("heartbeat: 1h").schedule())
        .isEqualTo(new Schedule.Every(Duration.ofHours(1), Duration.ofMinutes(5)));
  }

  @Test
  void anAttestationIsExpectedAsOftenAsItExpires() {
    Check check =
        desk.item("attest: { statement: It was tried., every: 90d, by: [ops, dba] }", "grace: 7d");

    assertThat(check.nature())
        .isEqualTo(new Attestation("It was tried.", Duration.ofDays(90), List.of("ops", "dba")));
    assertThat(check.schedule())
        .isEqualTo(new Schedule.Every(Duration.ofDays(90), Duration.ofDays(7)));
    assertThat(check.thresholds()).isEqualTo(AT_ONCE);
  }

  @Test
  void theShortestAttestationHoldsForAYearAndMayBeSignedByAnybody() {
    assertThat(desk.item("attest: It was tried.").nature())
        .isEqualTo(new Attestation("It was tried.", Duration.ofDays(365), List.of()));
  }

  @Test
  void aRollUpIsATreeOfItemsInFull() {
    Map<String, Check> items =
        desk.items(
            """
            items:
              - { id: a, http: https://a.example.com/ }
              - { id: b, http: https://b.example.com/ }
              - id: up
                rollup: { all: [a, { any: [b, { not: shop/staging/a }] }] }
            """);

    assertThat(items.get("up").nature())
        .isEqualTo(
            new RollUp(
                new All(
                    List.of(member("a"), new Any(List.of(member("b"), new Not(member("a"))))))));
    assertThat(items.get("up").schedule())
        .isEqualTo(new Schedule.Every(Duration.ofSeconds(60), Duration.ZERO));
    assertThat(items.get("up").thresholds()).isEqualTo(AT_ONCE);
  }

  @Test
  void defaultsOfLooksAreNotThoseOfOtherNatures() {
    Map<String, Check> items =
        desk.items(
            """
            defaults: { every: 5m, location: [a, b], retry: 1, confirm: differentRunner, severity: P2 }
            items:
              - { id: beat, heartbeat: 1d }
              - { id: signed, attest: It was tried. }
            """);

    assertThat(items.values()).allSatisfy(check -> assertThat(check.vantage()).isEmpty());
    assertThat(items.values()).allSatisfy(check -> assertThat(check.confirm()).isEmpty());
    assertThat(items.get("beat").meaning().severity().word()).isEqualTo("P2");
  }

  @Test
  void whatTheDocumentSaidIsKept() {
    Check check =
        desk.looked(
            "phase: pre-deployment",
            "polarity: forbidden",
            "declared: { status: open, on: 2026-10-01, as: 8/10 }",
            "action: Close the port.",
            "deliverable: A scan.");

    assertThat(check.meaning().phase()).contains(Phase.PRE_DEPLOYMENT);
    assertThat(check.meaning().polarity()).contains(Polarity.FORBIDDEN);
    assertThat(check.order().orElseThrow().polarity()).contains(Polarity.FORBIDDEN);
    assertThat(check.meaning().declared())
        .contains(
            new Declared(
                Declared.Status.OPEN, Optional.of(LocalDate.of(2026, 10, 1)), Optional.of("8/10")));
    assertThat(check.meaning().action()).contains("Close the port.");
    assertThat(check.meaning().deliverable()).contains("A scan.");
  }

  @Test
  void dependenciesAreItemsAndSystemsInFull() {
    desk.write(
        "other.yaml",
        """
        vigie: 1
        system: login
        environment: staging
        items: [{ id: page, http: https://login.example.com/ }]
        """);
    Map<String, Check> items =
        desk.items(
            """
            items:
              - { id: a, http: https://a.example.com/ }
              - id: b
                http: https://b.example.com/
                dependsOn: [a, login/staging/page, login/staging]
            """
                .replace("items:", "items:"));

    assertThat(items.get("b").dependsOn())
        .extracting(Dependency::text)
        .containsExactly("shop/staging/a", "login/staging/page", "login/staging");
  }

  private static Member member(String item) {
    return new Member(new ItemId("shop", "staging", item));
  }
}
