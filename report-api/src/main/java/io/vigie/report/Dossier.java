package io.vigie.report;

import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Nature.Mode;
import io.vigie.contract.check.RollUp;
import io.vigie.contract.result.Result;
import io.vigie.contract.state.ItemStatus;
import io.vigie.report.definition.NextDue;
import io.vigie.report.heartbeat.JobReport;
import io.vigie.report.record.Pulse;
import io.vigie.report.uptime.Uptime;
import io.vigie.report.verdict.Judged;
import io.vigie.report.verdict.Members;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that is known of one item.
 *
 * @param around what it rests on, itself among it
 * @param lastPass the newest result that passed
 * @param job where its job reports and what it said, of a heartbeat
 * @param uptime for each window that is looked at, the shortest first
 */
public record Dossier(
    Judged judged,
    Map<ItemId, Judged> around,
    Optional<Result> lastPass,
    Optional<JobReport> job,
    List<Uptime> uptime,
    Instant now) {

  public Check check() {
    return judged.watched().check();
  }

  /** How it is decided; a roll-up as its weakest member is, where one is known. */
  public Mode mode() {
    return check().nature() instanceof RollUp rollUp
        ? new Members(around).weakestMode(rollUp).orElse(Mode.ROLL_UP)
        : check().nature().mode();
  }

  /** When something is next to be heard of it. */
  public Optional<Instant> nextDue() {
    Optional<Instant> heard = judged.watched().pulse().map(Pulse::dueAt).or(this::changed);
    return NextDue.of(check(), heard, now);
  }

  private Optional<Instant> changed() {
    return judged.watched().status().map(ItemStatus::asOf);
  }
}
