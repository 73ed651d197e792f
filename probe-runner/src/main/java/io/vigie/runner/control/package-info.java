/**
 * Whether this runner sees anything: its control probes. Some need nothing but itself, others look
 * at what its operator knows to be up. A runner whose own checks fail, or all of its control
 * targets, or whose resolver answers for no name, is blind: it says so, takes no jobs, hands back
 * those that have not begun, and goes on by itself once it sees again.
 *
 * <p>A target that could not be reached is not accused before a round of control probes that began
 * after the failure has passed. That costs a failure a round's time, and nothing where no control
 * targets are set.
 */
package io.vigie.runner.control;
