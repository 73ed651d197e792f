package io.vigie.alert.followup;

import io.vigie.contract.alert.Notification.Occasion;
import java.time.Instant;
import java.util.List;

/**
 * What is to be done about an incident now, and when it is to be looked at again.
 *
 * @param owed messages that are owed from now on; none where nothing is to be done
 */
public record NextStep(List<Owed> owed, Instant lookAgain) {

  public NextStep {
    owed = List.copyOf(owed);
  }

  /** A message that is owed to a channel. */
  public record Owed(String channel, Occasion occasion, int ordinal, String because) {}

  /** True when others are told because nobody acknowledged it. */
  public boolean escalates() {
    return owed.stream().anyMatch(one -> one.occasion() == Occasion.ESCALATED);
  }
}
