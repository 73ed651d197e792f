package io.vigie.contract.check;

import java.time.Duration;
import java.util.Optional;

/**
 * The job itself reports when it has run. The schedule of the item says when a report is expected,
 * and its grace how late it may be; silence after that is a failure.
 *
 * @param longest how long the job may run between its start and its end, where it reports both
 */
public record Heartbeat(Optional<Duration> longest) implements Nature {

  @Override
  public Mode mode() {
    return Mode.HEARTBEAT;
  }
}
