package io.vigie.alert.simulation;

import io.vigie.alert.followup.FollowUps;
import io.vigie.alert.incident.Folding.Folded;
import io.vigie.alert.incident.Ledger;
import io.vigie.alert.incident.Orders;
import io.vigie.alert.incident.Outbox;
import io.vigie.alert.notify.Rate;
import io.vigie.alert.route.Audience;
import io.vigie.alert.sight.Troubles;
import io.vigie.alert.silence.Silences;
import java.time.Duration;

/** What could be wrong with the service; histories of one that has a flaw must break a promise. */
interface Flaw {

  /** As it should be. */
  static Flaw none() {
    return new Flaw() {};
  }

  default Ledger in(Ledger ledger) {
    return ledger;
  }

  default Orders in(Orders orders) {
    return orders;
  }

  default Outbox in(Outbox outbox) {
    return outbox;
  }

  default FollowUps in(FollowUps followUps) {
    return followUps;
  }

  default Troubles in(Troubles troubles) {
    return troubles;
  }

  default Audience planning(Audience audience) {
    return audience;
  }

  default Silences in(Silences silences) {
    return silences;
  }

  /** True for a consumer that commits its offset before the transaction. */
  default boolean commitsFirst() {
    return false;
  }

  /** False for a decision that is not followed. */
  default boolean heeds(Folded decision) {
    return true;
  }

  /** False where an incident is over though others that are told with it are not. */
  default boolean waitsForAll() {
    return true;
  }

  /** False where nobody is told of what a channel will not have. */
  default boolean fallsBack() {
    return true;
  }

  /** How often a channel is called. */
  default Rate of(Rate rate) {
    return rate;
  }

  /** How long a round of the canary may take. */
  default Duration fresh(Duration fresh) {
    return fresh;
  }
}
