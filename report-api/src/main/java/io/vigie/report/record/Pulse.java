package io.vigie.report.record;

import java.time.Instant;

/**
 * The newest result of an item in brief, and how many results failed since the last that passed. It
 * is our own view of the results, independent of the state that was published.
 */
public record Pulse(
    Instant dueAt, Instant finishedAt, Seen outcome, String summary, int failuresSincePass) {}
