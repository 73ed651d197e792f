package io.vigie.alert.kafka;

import io.vigie.alert.incident.Ledger.Written;

/** Sends those to work who act on what was written. Called after every commit. */
@FunctionalInterface
public interface Wakeup {
  void after(Written written);
}
