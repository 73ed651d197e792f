package io.vigie.probe.sink;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A request that a sink has received.
 *
 * @param after how long after the sink was opened, by a clock that nobody sets
 * @param path what follows the address of the sink
 * @param headers those that may be kept, by lower-case name
 * @param body as much of it as is kept
 * @param truncated whether there was more
 * @param status what was answered
 * @param taken how many bytes of the answer's body were taken so far
 */
public record SinkRequest(
    Instant at,
    Duration after,
    String method,
    String path,
    String query,
    Map<String, String> headers,
    String body,
    boolean truncated,
    int status,
    long taken) {

  public SinkRequest {
    headers = Map.copyOf(headers);
  }
}
