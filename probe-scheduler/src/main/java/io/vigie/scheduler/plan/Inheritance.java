package io.vigie.scheduler.plan;

import io.vigie.contract.job.RunId;
import java.time.Instant;
import java.util.Set;

/**
 * What is known of the work of whoever planned before.
 *
 * @param upTo whatever was to be sent up to then was sent, or was accounted for
 * @param sent the runs after that which were sent all the same
 * @param readAt when that was found out: what was to be sent later was not sent
 * @param makesUp whether a run that was missed while nobody was at work is made up for
 */
public record Inheritance(Instant upTo, Set<RunId> sent, Instant readAt, boolean makesUp) {}
