/**
 * The kind {@code load}: how a target answers while many ask at once, as {@code ab -n 100 -c 10}
 * measures it. Passed means that no request failed; what a rate limiter refused is counted apart
 * and has no part in the latencies. How much is sent is bounded by the runner, whatever the
 * checklist says. It is a sample of some seconds, not a load test of a whole system.
 */
package io.vigie.probe.load;
