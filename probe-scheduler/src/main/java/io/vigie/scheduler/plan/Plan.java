package io.vigie.scheduler.plan;

import io.vigie.contract.check.ItemId;
import io.vigie.contract.job.Job;
import java.time.Instant;
import java.util.List;

/** What is to be done now: jobs to send, in the order in which they are due, and what went by. */
public record Plan(List<Job> jobs, List<Skipped> skipped) {

  public Plan {
    jobs = List.copyOf(jobs);
    skipped = List.copyOf(skipped);
  }

  /**
   * Due times of one item that went by while nobody was planning.
   *
   * @param first the first of them
   * @param runs how many they are
   */
  public record Skipped(ItemId item, String revision, String location, Instant first, long runs) {}
}
