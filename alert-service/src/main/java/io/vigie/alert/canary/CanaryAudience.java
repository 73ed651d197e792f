package io.vigie.alert.canary;

import io.vigie.alert.route.Audience;
import io.vigie.alert.route.Plan;
import io.vigie.contract.check.Check;
import java.time.Instant;
import java.util.List;

/**
 * The canary's incidents go to the canary's channel and to nobody else, whatever the routes say.
 *
 * @param others decides about everything else
 */
public record CanaryAudience(Audience others) implements Audience {

  @Override
  public Plan plan(Check check, Instant at) {
    return check.item().equals(Canary.ITEM)
        ? Plan.atOnce("canary", List.of(Canary.CHANNEL), at)
        : others.plan(check, at);
  }
}
