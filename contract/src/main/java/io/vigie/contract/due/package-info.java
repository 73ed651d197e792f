/**
 * When something is due. Arrives: a schedule, the name of an item, a moment. Leaves: the due times
 * after that moment. Pure and without a clock: due times are computed from what the author wrote
 * and from the item's name, never added up, so they do not drift, do not change across restarts,
 * and whoever computes them finds the same ones.
 *
 * <p>When clocks are put forward, a time of day that a cron expression names and that does not
 * exist is due once, at the first moment after the gap. When they are put back, a time of day that
 * exists twice is due once, at the first. An expression that leaves no hour out, or whose hours are
 * a step of {@code *}, is meant as an interval: it is due whenever the clock on the wall shows what
 * it names, so twice where the clock shows it twice and not at all where it never does.
 */
package io.vigie.contract.due;
