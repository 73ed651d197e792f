/**
 * The kind {@code rate-limit}: whether a target stops taking requests when there are too many, and
 * takes them again after a while. Passed means that it refused within what was sent, not earlier
 * than declared, and recovered in time.
 *
 * <p>It sends from the runner's own address, together with all else that this runner sends: it has
 * no source address of its own, and cannot tell a limit for one address from one for all.
 */
package io.vigie.probe.ratelimit;
