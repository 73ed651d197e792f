package io.vigie.alert.simulation;

import io.vigie.alert.incident.Ledger;
import io.vigie.alert.incident.Outbox;

/** What could be wrong with the service; histories of one that has a flaw must break a promise. */
interface Flaw {

  /** As it should be. */
  static Flaw none() {
    return new Flaw() {};
  }

  default Ledger in(Ledger ledger) {
    return ledger;
  }

  default Outbox in(Outbox outbox) {
    return outbox;
  }

  /** True for a consumer that commits its offset before the transaction. */
  default boolean commitsFirst() {
    return false;
  }
}
