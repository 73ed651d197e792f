package io.vigie.alert.sight;

import io.vigie.alert.incident.Ledger.Written;
import io.vigie.alert.incident.LedgerException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** Looks from time to time whether we can see. Used by one thread. */
public final class Lookout {

  private final Troubles troubles;
  private final BooleanSupplier brokerAnswers;
  private final Emergency emergency;
  private final InstantSource clock;
  private final Consumer<Written> wake;
  private final IntConsumer wrong;
  private Instant brokerAnsweredAt;
  private boolean brokerAway;

  /**
   * @param brokerAnswers asks the broker
   * @param emergency is told whether the database answers
   * @param wake is told of what was written
   * @param wrong is told how much is wrong
   */
  public Lookout(
      Troubles troubles,
      BooleanSupplier brokerAnswers,
      Emergency emergency,
      InstantSource clock,
      Consumer<Written> wake,
      IntConsumer wrong) {
    this.troubles = troubles;
    this.brokerAnswers = brokerAnswers;
    this.emergency = emergency;
    this.clock = clock;
    this.wake = wake;
    this.wrong = wrong;
  }

  /** Looks once. */
  public boolean round() {
    Optional<Instant> away = brokerAwaySince();
    Instant now = clock.instant();
    try {
      Sight.Judged judged = Sight.judge(troubles.count(away, now), now);
      wrong.accept(judged.wrong().size());
      wake.accept(troubles.keep(judged, now));
      emergency.answers(clock.instant());
    } catch (LedgerException e) {
      emergency.away(e.getMessage(), clock.instant());
    }
    return false;
  }

  private Optional<Instant> brokerAwaySince() {
    Instant asked = clock.instant();
    brokerAway = !brokerAnswers.getAsBoolean();
    if (!brokerAway || brokerAnsweredAt == null) {
      brokerAnsweredAt = asked;
    }
    return brokerAway ? Optional.of(brokerAnsweredAt) : Optional.empty();
  }
}
