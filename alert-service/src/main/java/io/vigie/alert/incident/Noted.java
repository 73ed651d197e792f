package io.vigie.alert.incident;

import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Remark;

/** One line of the history of one incident. */
public record Noted(IncidentId incident, Remark remark) {}
