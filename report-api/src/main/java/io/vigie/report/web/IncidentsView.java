package io.vigie.report.web;

import java.util.List;
import java.util.Optional;

/**
 * The page of incidents.
 *
 * @param next the address of older ones
 */
public record IncidentsView(
    String headline,
    List<IncidentRow> open,
    List<IncidentRow> resolved,
    Optional<String> next,
    boolean older) {}
