/**
 * From what happened to what is kept and owed: events of many items are stepped through the state
 * machine, and the entries to write come out ({@link io.vigie.alert.incident.Bookkeeper}, pure).
 * The ports to where they are written are here too: {@link io.vigie.alert.incident.Ledger} for
 * decisions, {@link io.vigie.alert.incident.Outbox} for messages that are owed, {@link
 * io.vigie.alert.incident.Publications} for what the other services must hear of.
 *
 * <p>The rule that lives here: state, incident and messages owed change together or not at all.
 */
package io.vigie.alert.incident;
