/**
 * When an item is due. Arrives: planned items and the time. Leaves: jobs to send now, and due times
 * that went by unserved. Pure: due times are computed from the schedule and the item's name, never
 * added up, so they neither drift nor change across restarts, and two schedulers agree on them.
 */
package io.vigie.scheduler.plan;
