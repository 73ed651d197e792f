package io.vigie.contract.alert;

import java.time.Instant;

/** Somebody looks after an incident. */
public record Acknowledgement(String by, Instant at) {}
