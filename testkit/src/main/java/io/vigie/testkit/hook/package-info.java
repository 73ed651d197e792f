/**
 * Stand-ins for the services that take alerts over HTTP: any webhook, Alertmanager, PagerDuty,
 * Microsoft Teams, ntfy. A real HTTP server that keeps what it took and misbehaves on request; each
 * protocol refuses what its original refuses.
 */
package io.vigie.testkit.hook;
