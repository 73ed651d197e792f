package io.vigie.report.definition;

import io.vigie.contract.check.Attestation;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Heartbeat;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.check.RollUp;
import io.vigie.contract.due.DueTimes;
import io.vigie.contract.due.Silence;
import java.time.Instant;
import java.util.Optional;

/** When something is next to be heard of an item. */
public final class NextDue {

  private NextDue() {}

  /**
   * The next run of what is probed, the next report of a job, the end of a signature; none of what
   * others decide, of what waits for a deployment, and of what does not apply.
   *
   * @param heard when something was last heard
   */
  public static Optional<Instant> of(Check check, Optional<Instant> heard, Instant now) {
    if (!check.applies()) {
      return Optional.empty();
    }
    return switch (check.nature()) {
      case ProbeOrder _ -> DueTimes.next(check.schedule(), check.item(), now);
      case Heartbeat _ -> heard.flatMap(at -> Silence.expected(check, at));
      case Attestation attestation -> heard.map(at -> at.plus(attestation.validity()));
      case RollUp _ -> Optional.empty();
    };
  }
}
