package io.vigie.contract.wire;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A topic with all that is decided about it. Keys are item ids everywhere but in {@link
 * #CHECKLISTS} and {@link #COMMANDS}, and for silences. Partition counts of the topics that are
 * joined by item are equal, so that one item has one partition number in all of them.
 */
public record Topic(String name, int partitions, Duration retention, boolean compacted) {

  private static final int BY_ITEM = 12;

  /**
   * One, so that each share consumer of a location is assigned all of its jobs: with four, one job
   * in twelve was taken late and a killed runner's were not all given out again within 45 s; with
   * one, none was late, and it took 7.5 s.
   */
  private static final int JOBS = 1;

  private static final String JOBS_PREFIX = "vigie.jobs.";

  /** Definitions of items; a tombstone removes one. */
  public static final Topic CHECKS = new Topic("vigie.checks", BY_ITEM, Duration.ofDays(1), true);

  /** What came of reading each checklist file, keyed by the file; a tombstone removes one. */
  public static final Topic CHECKLISTS = new Topic("vigie.checklists", 1, Duration.ofDays(1), true);

  public static final Topic RESULTS =
      new Topic("vigie.results", BY_ITEM, Duration.ofDays(7), false);

  /** The newest state of each item; a tombstone removes one. */
  public static final Topic STATES = new Topic("vigie.states", BY_ITEM, Duration.ofDays(1), true);

  /** Incidents, notifications and silences, each change of them. */
  public static final Topic INCIDENTS =
      new Topic("vigie.incidents", BY_ITEM, Duration.ofDays(30), false);

  /**
   * What people and services ask for: few, and read whole by everybody whom they may concern. Keyed
   * by what they are about.
   */
  public static final Topic COMMANDS = new Topic("vigie.commands", 1, Duration.ofDays(7), false);

  /** What could not be read, with the reason in a header. */
  public static final Topic DEAD_LETTERS =
      new Topic("vigie.dead-letters", 1, Duration.ofDays(14), false);

  /**
   * Jobs for the runners of one location. Short-lived: a job that nobody took in time is a missed
   * run.
   */
  public static Topic jobs(String location) {
    return new Topic(JOBS_PREFIX + location, JOBS, Duration.ofHours(1), false);
  }

  /** Jobs of one location that must not wait behind those of the schedule. */
  public static Topic urgentJobs(String location) {
    return new Topic(JOBS_PREFIX + location + ".urgent", JOBS, Duration.ofHours(1), false);
  }

  /**
   * Jobs of one location of which one runner at a time takes all, because of what they do to their
   * target. One partition is what makes it one runner.
   */
  public static Topic aloneJobs(String location) {
    return new Topic(JOBS_PREFIX + location + ".alone", JOBS, Duration.ofHours(1), false);
  }

  /** The topics that exist whatever the locations are. */
  public static List<Topic> fixed() {
    return List.of(CHECKS, CHECKLISTS, RESULTS, STATES, INCIDENTS, COMMANDS, DEAD_LETTERS);
  }

  /** The broker's settings for this topic. */
  public Map<String, String> settings() {
    String retentionMs = Long.toString(retention.toMillis());
    return compacted
        ? Map.of(
            "cleanup.policy",
            "compact",
            "delete.retention.ms",
            retentionMs,
            "max.compaction.lag.ms",
            retentionMs)
        : Map.of("cleanup.policy", "delete", "retention.ms", retentionMs);
  }
}
