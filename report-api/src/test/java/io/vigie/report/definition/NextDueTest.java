package io.vigie.report.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.RollUp;
import io.vigie.contract.check.Schedule;
import io.vigie.contract.check.Severity;
import io.vigie.contract.due.DueTimes;
import io.vigie.report.sample.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NextDueTest {

  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Instant HEARD = NOW.minus(Duration.ofHours(5));
  private static final Sample ITEM = Sample.of("chrona/production/CH-1", Severity.P0);

  @Test
  void whatIsProbedIsDueOnItsGrid() {
    Check check = ITEM.check();

    Instant due = next(check).orElseThrow();
    assertThat(due).isAfter(NOW).isBeforeOrEqualTo(NOW.plus(Sample.EVERY));
    assertThat(DueTimes.next(check.schedule(), check.item(), NOW)).contains(due);
  }

  @Test
  void aJobIsExpectedAnIntervalAfterItReported() {
    assertThat(next(ITEM.reported(Optional.empty()))).contains(HEARD.plus(Duration.ofDays(1)));
  }

  @Test
  void aSignatureIsDueWhenTheOldOneEnds() {
    assertThat(next(ITEM.signed(Duration.ofDays(90)))).contains(HEARD.plus(Duration.ofDays(90)));
    assertThat(NextDue.of(ITEM.signed(Duration.ofDays(90)), Optional.empty(), NOW)).isEmpty();
  }

  @Test
  void whatOthersDecideIsNeverDue() {
    RollUp rollUp = new RollUp(new RollUp.Member(ItemId.parse("chrona/production/CH-2")));

    assertThat(next(ITEM.decidedBy(rollUp, new Schedule.OnDeploy(Duration.ZERO)))).isEmpty();
  }

  @Test
  void whatDoesNotApplyIsNeverDue() {
    assertThat(next(Sample.notApplicable(ITEM.check(), "Redis is not used"))).isEmpty();
  }

  private static Optional<Instant> next(Check check) {
    return NextDue.of(check, Optional.of(HEARD), NOW);
  }
}
