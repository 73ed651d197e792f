package io.vigie.scheduler.dispatch;

import io.vigie.scheduler.plan.Plan;

/** Where jobs go, and the record of those that could not be sent in time. */
public interface JobSink {

  /** Makes ready for jobs of a location; called before the first of them. */
  void prepare(String location);

  /** Sends without waiting; what cannot be sent is accounted for as missed. */
  void send(Plan plan);

  /** True while so much is on its way that nothing more should be sent. */
  boolean isCongested();
}
