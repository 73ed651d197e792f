package io.vigie.alert.followup;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alert.Samples;
import io.vigie.alert.canary.Canary;
import io.vigie.alert.followup.NextStep.Owed;
import io.vigie.alert.route.Routes;
import io.vigie.alert.route.RuleReader;
import io.vigie.alert.silence.Silences;
import io.vigie.contract.alert.Acknowledgement;
import io.vigie.contract.alert.Fold;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Notification.Occasion;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Meaning;
import io.vigie.contract.check.Severity;
import io.vigie.contract.check.Thresholds;
import io.vigie.contract.result.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FollowUpTest {

  private static final Instant T0 = Samples.START;

  private final Silences silences = new Silences();

  private Routes routes(Map<String, String> rule) {
    return new Routes(
        new RuleReader(ZoneOffset.UTC).read(Map.of("1", rule)),
        Map.of("default", List.of("ops")),
        List.of("boss", "mail", "ops"),
        Optional.of("mail"),
        silences);
  }

  private static Instant minute(long minutes) {
    return T0.plus(Duration.ofMinutes(minutes));
  }

  private static Check check(Severity severity) {
    Meaning of = Samples.meaning("Sign-in answers");
    Meaning meaning =
        new Meaning(
            of.systemTitle(),
            of.title(),
            of.category(),
            severity,
            of.owner(),
            of.why(),
            of.fix(),
            of.runbook(),
            of.source(),
            of.language(),
            of.tags());
    return Samples.check(Samples.item("CH-001"), Thresholds.DEFAULT, "default", "r1", meaning);
  }

  private static Situation told(Severity severity) {
    return situation(severity, Optional.empty(), Optional.empty());
  }

  private static Situation situation(
      Severity severity, Optional<Fold> fold, Optional<Acknowledgement> acknowledged) {
    Check check = check(severity);
    Incident incident =
        new Incident(
            IncidentId.of(check.item(), T0),
            1,
            check.item(),
            severity,
            "Sign-in answers",
            T0,
            T0,
            Optional.empty(),
            Optional.empty(),
            new Outcome.Failed(Samples.failure("503")),
            "",
            fold,
            acknowledged,
            List.of(),
            Optional.empty(),
            Optional.empty());
    return new Situation(
        incident, check, Optional.of(T0), Set.of("ops"), Optional.empty(), Optional.empty(), 0);
  }

  private static Situation with(
      Situation of, Optional<Instant> escalated, Optional<Instant> reminded, int reminders) {
    return new Situation(
        of.incident(), of.check(), of.toldFrom(), of.channels(), escalated, reminded, reminders);
  }

  private NextStep next(Situation situation, Instant at) {
    return next(Map.of(), situation, at);
  }

  private NextStep next(Map<String, String> rule, Situation situation, Instant at) {
    return new FollowUp(routes(rule)).next(situation, at);
  }

  @Test
  void aP0ThatNobodyAcknowledgesIsEscalatedOnceToThoseWhoKnowAndToTheFallback() {
    assertThat(next(told(Severity.P0), minute(15).minusMillis(1)).owed()).isEmpty();
    NextStep step = next(told(Severity.P0), minute(15));
    String why = "nobody acknowledged it within 15 min";
    assertThat(step.escalates()).isTrue();
    assertThat(step.owed())
        .containsExactly(
            new Owed("mail", Occasion.ESCALATED, 0, why),
            new Owed("ops", Occasion.ESCALATED, 0, why));
    Situation escalated = with(told(Severity.P0), Optional.of(minute(15)), Optional.empty(), 0);
    assertThat(next(escalated, minute(60)).owed()).isEmpty();
  }

  @Test
  void oneThatSomebodyLooksAfterIsRemindedOfFourHoursLater() {
    Situation acknowledged =
        situation(
            Severity.P0, Optional.empty(), Optional.of(new Acknowledgement("anne", minute(5))));
    assertThat(next(acknowledged, minute(20)).owed()).isEmpty();
    assertThat(next(acknowledged, minute(244)).owed()).isEmpty();
    assertThat(next(acknowledged, minute(245)).owed())
        .containsExactly(new Owed("ops", Occasion.REMINDED, 0, "still open, acknowledged by anne"));
    Situation again = with(acknowledged, Optional.empty(), Optional.of(minute(245)), 1);
    assertThat(next(again, minute(484)).owed()).isEmpty();
    assertThat(next(again, minute(485)).owed())
        .singleElement()
        .matches(owed -> owed.ordinal() == 1);
  }

  @Test
  void oneThatWasEscalatedIsRemindedOfAfterThat() {
    Situation escalated = with(told(Severity.P0), Optional.of(minute(15)), Optional.empty(), 0);
    assertThat(next(escalated, minute(254)).owed()).isEmpty();
    assertThat(next(escalated, minute(255)).owed())
        .singleElement()
        .matches(owed -> owed.because().equals("still open, acknowledged by nobody"));
  }

  @ParameterizedTest
  @CsvSource({"P1", "P2"})
  void whatIsNotUrgentIsLeftAloneUnlessARuleSaysOtherwise(Severity severity) {
    assertThat(next(told(severity), minute(6000)).owed()).isEmpty();
    Map<String, String> rule = Map.of("escalate-after", "1h", "escalate-to", "boss");
    assertThat(next(rule, told(severity), minute(60)).owed())
        .extracting(Owed::channel)
        .containsExactly("boss", "ops");
  }

  @Test
  void whatIsToldWithAnotherOrOnceADayIsNotFollowed() {
    Optional<Fold> fold = Optional.of(new Fold(new IncidentId(UUID.randomUUID()), "depends"));
    assertThat(next(situation(Severity.P0, fold, Optional.empty()), minute(600)).owed()).isEmpty();
    assertThat(next(Map.of("digest", "08:00"), told(Severity.P0), minute(600)).owed()).isEmpty();
  }

  @Test
  void theCanaryIsNobodysBusiness() {
    Situation of = told(Severity.P0);
    Situation canary =
        new Situation(
            of.incident(),
            Samples.check(Canary.ITEM, Thresholds.DEFAULT, "default"),
            of.toldFrom(),
            Set.of(Canary.CHANNEL),
            Optional.empty(),
            Optional.empty(),
            0);
    assertThat(next(canary, minute(600)).owed()).isEmpty();
  }

  @Test
  void whatNobodyIsToldOfYetIsNotEscalated() {
    Situation of = told(Severity.P0);
    Situation held =
        new Situation(
            of.incident(),
            of.check(),
            Optional.of(minute(600)),
            Set.of("ops"),
            Optional.empty(),
            Optional.empty(),
            0);
    assertThat(next(held, minute(614)).owed()).isEmpty();
    assertThat(next(held, minute(615)).escalates()).isTrue();
    Situation nobody =
        new Situation(
            of.incident(),
            of.check(),
            Optional.empty(),
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            0);
    assertThat(next(nobody, minute(600)).owed()).isEmpty();
  }

  @Test
  void aSilenceKeepsEscalationsAndRemindersBackUntilItEnds() {
    silences.know(List.of(Samples.silence(minute(17))));
    NextStep step = next(told(Severity.P0), minute(16));
    assertThat(step.owed()).isEmpty();
    assertThat(step.lookAgain()).isEqualTo(minute(17));
    assertThat(next(told(Severity.P0), minute(17)).escalates()).isTrue();
  }

  @Test
  void inQuietHoursOnlyWhatIsUrgentIsEscalated() {
    Map<String, String> rule = Map.of("quiet", "08:10-09:00", "escalate-after", "15m");
    assertThat(next(rule, told(Severity.P1), minute(15)).owed()).isEmpty();
    assertThat(next(rule, told(Severity.P1), minute(60)).escalates()).isTrue();
    assertThat(next(rule, told(Severity.P0), minute(15)).escalates()).isTrue();
  }

  @Test
  void itIsLookedAtAgainWhenSomethingIsDueAndEveryFiveMinutes() {
    assertThat(next(told(Severity.P0), minute(0)).lookAgain()).isEqualTo(minute(5));
    assertThat(next(told(Severity.P0), minute(12)).lookAgain()).isEqualTo(minute(15));
    assertThat(next(told(Severity.P2), minute(12)).lookAgain()).isEqualTo(minute(17));
  }
}
