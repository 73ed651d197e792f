package io.vigie.contract.alert;

import java.time.Duration;
import java.time.Instant;

/** A named person accepts that an item fails, until a date. */
public record Waiver(String by, String reason, Instant from, Instant until) {

  /** None lasts longer. */
  public static final Duration LONGEST = Duration.ofDays(366);

  public boolean isActive(Instant now) {
    return !now.isBefore(from) && now.isBefore(until);
  }
}
