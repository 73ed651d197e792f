/**
 * What a run measured, in the names of blackbox_exporter: so that dashboards and alert rules that
 * are made for it work. Each kind says in one class of its own what it has of them.
 */
package io.vigie.probe.gauge;
