package io.vigie.alert.route;

import io.vigie.contract.check.Check;
import java.time.Instant;

/** Who is told of an opening, and when. */
@FunctionalInterface
public interface Audience {

  /** What is owed for an incident of {@code check} that opens {@code at}. */
  Plan plan(Check check, Instant at);
}
