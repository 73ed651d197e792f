/**
 * How the two flows of {@code dispatch} travel: the compacted log of checks and of reports on
 * checklists, the jobs of each location, and the ownership of partitions that lets several
 * schedulers share the work (design decision 4).
 */
package io.vigie.scheduler.kafka;
