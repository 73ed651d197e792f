/**
 * When jobs are sent. Arrives: planned items, what a former owner left, and the time. Leaves: runs
 * to order now, and due times that went by unserved. Pure: the due times come from {@code
 * io.vigie.contract.due} and are the same for every scheduler.
 */
package io.vigie.scheduler.plan;
