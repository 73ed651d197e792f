package io.vigie.contract.alert;

/**
 * An incident that is told as a part of another, because both have one cause.
 *
 * @param into the incident that is told
 * @param because for a person: what it depends on, or what both have in common
 */
public record Fold(IncidentId into, String because) {}
