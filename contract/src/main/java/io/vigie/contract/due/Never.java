package io.vigie.contract.due;

import java.time.Instant;
import java.util.Optional;

/** Due by what happens, not by time. */
enum Never implements DueTimes {
  EVER;

  @Override
  public Optional<Instant> next(Instant after) {
    return Optional.empty();
  }

  @Override
  public boolean isDisplaced(Instant due) {
    return false;
  }
}
