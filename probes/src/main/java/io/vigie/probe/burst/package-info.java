/**
 * What the kinds share that send many requests: how a request of an author's is made, how many are
 * under way at once and when, what became of them, and the limits of the runner, which stand above
 * whatever a checklist says. Nothing of an answer is kept but its status, its {@code Retry-After}
 * and how long it took.
 */
package io.vigie.probe.burst;
