package io.vigie.alert.state;

import io.vigie.contract.result.Outcome;
import java.time.Instant;

/**
 * A failure that somebody else is asked to see too before it is believed.
 *
 * @param dueAt due time of the result that would have confirmed it
 * @param askedAt when somebody else was asked
 */
record Doubt(Instant dueAt, Instant askedAt, Outcome.Failure failure) {}
