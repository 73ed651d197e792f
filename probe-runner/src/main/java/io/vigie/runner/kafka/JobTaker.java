package io.vigie.runner.kafka;

import io.vigie.contract.job.Job;
import java.util.concurrent.CompletionStage;

/** Does the jobs. */
public interface JobTaker {

  /** How many more jobs may be handed over now. */
  int room();

  /** False while it wants no jobs at all, and others should have them. */
  default boolean isWilling() {
    return true;
  }

  /**
   * Takes a job over. The stage completes when the job is done and its result is safe; it fails
   * when somebody else should have the job. Does not block.
   */
  CompletionStage<?> take(Job job);
}
