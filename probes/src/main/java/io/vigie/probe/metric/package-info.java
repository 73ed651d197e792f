/**
 * The kind {@code metric}: what a target says of itself on a page of metrics, or what a Prometheus
 * says of it. Passed means that the series that are asked for exist and, looked at twice, that they
 * grow. It keeps nothing between two runs: what happened over hours is for a Prometheus to say.
 */
package io.vigie.probe.metric;
