/**
 * How Vigie looks. A probe kind is one folder below this package and nothing outside it: settings,
 * observation, probe. Kinds are discovered ({@link java.util.ServiceLoader}), never listed.
 * Scheduling, deadlines, retries, redaction and metrics are the runner's; whether an observation is
 * acceptable is decided by expectations ({@code probe.expect}).
 */
package io.vigie.probe;
