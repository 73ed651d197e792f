/**
 * Jobs that report themselves, over the ping API of Healthchecks.io. A ping comes in at an address
 * that only whoever reads the item's page knows; a result for {@code vigie.results} leaves, or
 * nothing but the memory that a run has begun. The rule of what a ping means is {@link
 * io.vigie.report.heartbeat.PingRule}, and pure. That nothing is heard at all is judged by
 * alert-service, not here.
 */
package io.vigie.report.heartbeat;
