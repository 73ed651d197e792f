/**
 * Probes on demand, as blackbox_exporter offers them: {@code /probe?target=…&module=…}. A module is
 * a kind with settings into which the caller's target is put. The caller chooses where this runner
 * connects to, so it is off unless switched on, the egress policy applies, no secret is within
 * reach, and only so many run at once.
 */
package io.vigie.runner.blackbox;
