package io.vigie.report.heartbeat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Where a job reports, and what it said that is no verdict.
 *
 * @param address its own address
 * @param key the key of its system, under which it is found by its slug
 * @param said the newest first
 */
public record JobReport(UUID address, String key, String slug, List<Said> said) {

  public JobReport {
    said = List.copyOf(said);
  }

  /**
   * Words of a job that came with its start, or on their own.
   *
   * @param signal {@code start} or {@code log}
   * @param run the id of the run, empty where the job gives none
   */
  public record Said(Instant at, String signal, String run, String text, boolean truncated) {}
}
