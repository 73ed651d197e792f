/**
 * What a checklist says of an item, as the scheduler publishes it: compacted, one record for each
 * item, keyed by {@link io.vigie.contract.check.ItemId}. Who owns it, how severe it is, when it
 * fails.
 */
package io.vigie.contract.check;
