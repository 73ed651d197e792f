package io.vigie.report.web;

import java.util.List;
import java.util.Optional;

/**
 * The page of incidents.
 *
 * @param folded open ones that are told as a part of another
 * @param next the address of older ones
 */
public record IncidentsView(
    String headline,
    List<IncidentRow> open,
    List<IncidentRow> folded,
    List<IncidentRow> resolved,
    Optional<String> next,
    boolean older) {}
