package io.vigie.runner.kafka;

import java.time.Duration;

/** Hands out jobs, each at least once. */
public interface JobSource extends AutoCloseable {

  /** Begins to hand out jobs, as many as the taker has room for. Called once. */
  void start(JobTaker taker);

  /**
   * Takes no more jobs, waits for those that are out, gives back those that are not done in time,
   * and leaves the group.
   */
  void stop(Duration patience);

  /** How long ago the taking of jobs last got on: small, unless a thread is stuck. */
  Duration stuckFor();

  @Override
  default void close() {
    stop(Duration.ZERO);
  }
}
