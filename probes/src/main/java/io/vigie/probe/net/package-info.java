/**
 * What the kinds that look over the network share: one attempt with its phases, its connections and
 * its deadline ({@link io.vigie.probe.net.Attempt}), dialling by address after the runner has
 * judged it, and the sorting of what goes wrong into theirs and ours ({@link
 * io.vigie.probe.net.Trouble}). Nothing here knows a protocol or decides what is acceptable.
 */
package io.vigie.probe.net;
