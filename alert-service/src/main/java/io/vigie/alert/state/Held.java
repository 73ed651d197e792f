package io.vigie.alert.state;

import io.vigie.contract.result.Outcome;
import java.time.Instant;

/**
 * An incident that maintenance keeps from being opened.
 *
 * @param dueAt due time of the result that confirmed the failure
 * @param firstFailedAt due time of its first failure
 */
public record Held(Instant dueAt, Instant firstFailedAt, Outcome.Failure failure) {}
