package io.vigie.report.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.Notification.Delivery;
import io.vigie.contract.alert.Notification.Occasion;
import io.vigie.contract.alert.Remark;
import io.vigie.contract.check.Severity;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Result;
import io.vigie.report.IncidentFile;
import io.vigie.report.sample.Alerts;
import io.vigie.report.sample.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimelineTest {

  private static final Instant T0 = Instant.parse("2026-11-20T12:00:00Z");
  private static final Sample LEAD = Sample.of("chrona/production/CH-1", Severity.P0);
  private static final Sample CHILD =
      Sample.of("chrona/production/CH-2", Severity.P1).titled("Search answers");
  private static final Incident OVER =
      LEAD.incident(1, T0, Optional.of(T0.plus(Duration.ofMinutes(30))));

  @Test
  void tellsWhatHappenedInItsOrder() {
    Incident told =
        Alerts.remarked(
            Alerts.acknowledged(OVER, "ana", T0.plusSeconds(120)),
            Alerts.remark(T0.plusSeconds(120), Remark.Kind.ACKNOWLEDGED, "ana", ""),
            Alerts.remark(T0.plusSeconds(200), Remark.Kind.COMMENTED, "ana", "disk is full"));
    var sent = LEAD.notification(told, "slack", Occasion.OPENED, Delivery.DELIVERED, 1);

    assertThat(Timeline.of(told, List.of(sent), List.of()))
        .extracting(entry -> entry.kind() + entry.by().map(by -> " by " + by).orElse(""))
        .containsExactly(
            "first-failure",
            "opened",
            "told",
            "acknowledged by ana",
            "commented by ana",
            "resolved");
  }

  @Test
  void timesStandAsElsewhereButWhatPeopleWroteStaysAsTheyWroteIt() {
    Incident told =
        Alerts.remarked(
            OVER,
            Alerts.remark(T0, Remark.Kind.WAIVED, "ana", "until 2026-12-01T00:00:00Z: v2 comes"),
            Alerts.remark(T0, Remark.Kind.COMMENTED, "ana", "see log of 2026-11-20T11:58:00Z"));

    assertThat(Timeline.of(told, List.of(), List.of()))
        .extracting(Timeline.Entry::words)
        .contains("until 2026-12-01 00:00:00 UTC: v2 comes", "see log of 2026-11-20T11:58:00Z");
  }

  @Test
  void saysHowOftenAMessageWasTriedAndThatItWasLost() {
    var lost = LEAD.notification(OVER, "mail", Occasion.OPENED, Delivery.UNDELIVERED, 1);

    Timeline.Entry entry =
        Timeline.of(OVER, List.of(lost), List.of()).stream()
            .filter(one -> one.kind().equals("not-told"))
            .findFirst()
            .orElseThrow();

    assertThat(entry.isLost()).isTrue();
    assertThat(entry.text())
        .isEqualTo(
            "mail, opened: undelivered, 4 attempts, 503 Service Unavailable, told instead: pager");
  }

  @ParameterizedTest
  @CsvSource({"DELIVERED, told", "PENDING, to-be-told", "CANCELLED, not-told"})
  void saysOfNoMessageThatItWasToldBeforeItWas(Delivery delivery, String kind) {
    var message = LEAD.notification(OVER, "mail", Occasion.OPENED, delivery, 1);

    assertThat(Timeline.of(OVER, List.of(message), List.of()))
        .filteredOn(entry -> entry.message().isPresent())
        .extracting(Timeline.Entry::kind)
        .containsExactly(kind);
  }

  @Test
  void namesWhoJoinedOnceWhetherOrNotThatWasRemarked() {
    Incident child =
        Alerts.folded(
            CHILD.incident(1, T0.plusSeconds(9), Optional.empty()), OVER, "depends on CH-1");
    Incident remarked =
        Alerts.remarked(OVER, Alerts.remark(T0, Remark.Kind.JOINED, "", "Search answers"));

    assertThat(joined(OVER, child))
        .containsExactly("Search answers (chrona/production/CH-2): depends on CH-1");
    assertThat(joined(remarked, child)).containsExactly("Search answers");
  }

  @Test
  void saysHowLongThingsTook() {
    Times times = Times.of(Alerts.acknowledged(OVER, "ana", T0.plusSeconds(120)));

    assertThat(times.detect()).isEqualTo(Duration.ofMinutes(1));
    assertThat(times.acknowledge()).contains(Duration.ofMinutes(2));
    assertThat(times.resolve()).contains(Duration.ofMinutes(31));
  }

  @Test
  void clocksThatDisagreeMakeNoTimeNegative() {
    Times times = Times.of(Alerts.acknowledged(OVER, "ana", T0.minusSeconds(1)));

    assertThat(times.acknowledge()).contains(Duration.ZERO);
  }

  @Test
  void aPostmortemTellsAllAndWhatIsForeignFormatsNothing() {
    Incident told =
        Alerts.remarked(
            Alerts.acknowledged(OVER, "ana|b", T0.plusSeconds(120)),
            Alerts.remark(
                T0.plusSeconds(200),
                Remark.Kind.COMMENTED,
                "ana",
                "# <script>x</script>\n[click](https://evil.example) | `rm`"),
            Alerts.remark(T0, Remark.Kind.WAIVED, "bo", "until 2026-12-01T00:00:00Z"));
    Sample hostile = Sample.of("chrona/production/CH-1", Severity.P0);
    IncidentFile file =
        new IncidentFile(
            told,
            Optional.empty(),
            List.of(Alerts.folded(CHILD.incident(1, T0, Optional.empty()), told, "depends on it")),
            List.of(LEAD.notification(told, "mail", Occasion.OPENED, Delivery.UNDELIVERED, 1)),
            Optional.of(hostile.passed(T0)),
            Optional.empty(),
            T0);

    String text = Postmortem.of(file);

    assertThat(text)
        .startsWith("# [P0] API answers\n")
        .contains("| First failure | 2026-11-20 11:59:00 UTC: status must be 200, was 503 |")
        .contains("| Acknowledged | 2026-11-20 12:02:00 UTC by ana\\|b (after 2 min) |")
        .contains("| Resolved | 2026-11-20 12:30:00 UTC (after 31 min)")
        .contains("**UNDELIVERED**")
        .contains("| 2026-11-20 12:00:00 UTC | waived | bo | until 2026-12-01 00\\:00\\:00 UTC |")
        .contains(
            "\\# &lt;script\\>x&lt;/script\\> \\[click\\]\\(https\\://evil.example\\) \\| \\`rm\\`")
        .contains("- [P1] Search answers (chrona/production/CH-2), open")
        .contains("## Last pass\n\n2026-11-20 12:00:00 UTC, 200 OK in 142 ms")
        .contains("\n```\n{\"status\":\"up\"}\n```\n")
        .contains("## First failure\n\nNot kept.");
  }

  @Test
  void whatATargetAnsweredStaysCodeWhateverItSays() {
    Result hostile =
        LEAD.result(
            T0, new Outcome.Passed("200 OK"), Sample.evidence("a\n````\n# Ours <script>\n```\nz"));

    String text =
        Postmortem.of(
            new IncidentFile(
                OVER,
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.of(hostile),
                Optional.empty(),
                T0));

    assertThat(text).contains("\n`````\na\n````\n# Ours <script>\n```\nz\n`````\n");
  }

  private static List<String> joined(Incident lead, Incident member) {
    return Timeline.of(lead, List.of(), List.of(member)).stream()
        .filter(entry -> entry.kind().equals("joined"))
        .map(Timeline.Entry::text)
        .toList();
  }
}
