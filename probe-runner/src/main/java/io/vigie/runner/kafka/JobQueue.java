package io.vigie.runner.kafka;

import io.vigie.contract.wire.Topic;

/** A topic with jobs, and the group that the runners form who take them from it. */
public record JobQueue(Topic topic, String group) {

  /** The jobs of the schedule for a location. */
  public static JobQueue of(String location) {
    return new JobQueue(Topic.jobs(location), "vigie-runners-" + location);
  }

  /** The jobs for a location that must not wait behind those of the schedule. */
  public static JobQueue urgent(String location) {
    return new JobQueue(Topic.urgentJobs(location), "vigie-runners-" + location + "-urgent");
  }

  /** The jobs for a location of which one runner at a time takes all. */
  public static JobQueue alone(String location) {
    return new JobQueue(Topic.aloneJobs(location), "vigie-runners-" + location + "-alone");
  }
}
