package io.vigie.alert.incident;

import io.vigie.alert.incident.Ledger.Ticked;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/** Lets time pass for the items that it may change. Used by one thread. */
public final class Ticker {

  private static final int AT_A_TIME = 500;

  private final Ledger ledger;
  private final Listening listening;
  private final InstantSource clock;
  private final Consumer<Ledger.Written> wake;

  /**
   * @param wake is told of what was written
   */
  public Ticker(
      Ledger ledger, Listening listening, InstantSource clock, Consumer<Ledger.Written> wake) {
    this.ledger = ledger;
    this.listening = listening;
    this.clock = clock;
    this.wake = wake;
  }

  /** Looks at the items that are due to be looked at; true when there are more. */
  public boolean round() {
    Instant now = clock.instant();
    Optional<Instant> awakeSince = listening.awakeSince(now);
    if (awakeSince.isEmpty()) {
      return false;
    }
    Ticked ticked = ledger.tick(awakeSince.get(), now, AT_A_TIME);
    wake.accept(ticked.written());
    return ticked.looked() == AT_A_TIME;
  }
}
