package io.vigie.alert.incident;

import io.vigie.alert.incident.Ledger.Computed;
import io.vigie.alert.incident.Ledger.Written;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Has roll-ups computed whose members have changed. Used by one thread. */
public final class Calculator {

  private static final int AT_A_TIME = 200;

  private final Ledger ledger;
  private final InstantSource clock;
  private final Consumer<Written> wake;

  /**
   * @param wake is told of what was written
   */
  public Calculator(Ledger ledger, InstantSource clock, Consumer<Written> wake) {
    this.ledger = ledger;
    this.clock = clock;
    this.wake = wake;
  }

  /** Computes what is to be computed; true when there is more. */
  public boolean round() {
    Computed computed = ledger.compute(clock.instant(), AT_A_TIME);
    wake.accept(computed.written());
    return computed.looked() > 0;
  }
}
