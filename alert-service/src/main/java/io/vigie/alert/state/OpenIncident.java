package io.vigie.alert.state;

import io.vigie.contract.alert.IncidentId;
import java.time.Instant;

/**
 * The incident that is open for an item, kept through blindness and silence until it is resolved.
 */
public record OpenIncident(IncidentId id, Instant openedAt) {}
