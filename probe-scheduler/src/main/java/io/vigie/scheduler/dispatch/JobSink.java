package io.vigie.scheduler.dispatch;

import io.vigie.contract.job.Job;
import io.vigie.scheduler.plan.Plan;
import io.vigie.scheduler.plan.Plan.Skipped;
import java.time.Instant;

/** Where jobs go, and the record of those that could not be sent in time. */
public interface JobSink {

  /** Makes ready for jobs of a location; called before the first of them. */
  void prepare(String location);

  /**
   * Sends without waiting; what cannot be sent is accounted for as missed.
   *
   * @param givenOut whatever was to be sent up to then is in this plan or an earlier one
   */
  void send(Plan plan, Instant givenOut);

  /** Sends a job that somebody asked for, without waiting. */
  void sendUrgent(Job job);

  /** Accounts for due times that went by, with the next plan that is sent. */
  void account(Skipped skipped);

  /** Whatever was to be sent up to then is with the broker, or accounted for. */
  Instant settled();

  /** True while so much is on its way that nothing more should be sent. */
  boolean isCongested();
}
