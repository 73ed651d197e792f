/**
 * Targets that let some requests pass and others not: rate limiters, servers with rules for other
 * origins, and pages of metrics.
 */
package io.vigie.testkit.gate;
