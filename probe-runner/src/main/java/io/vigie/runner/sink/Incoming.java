package io.vigie.runner.sink;

import io.vigie.probe.sink.Door;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it came.
 *
 * @param path what follows the address of the sink
 * @param headers all of them, by lower-case name
 */
record Incoming(
    Door door,
    String method,
    String path,
    String query,
    Map<String, String> headers,
    String body,
    boolean truncated) {

  Incoming {
    headers = Map.copyOf(headers);
  }

  boolean holds(Optional<String> nonce) {
    return nonce.map(this::holds).orElse(true);
  }

  private boolean holds(String word) {
    return body.contains(word)
        || path.contains(word)
        || query.contains(word)
        || headers.values().stream().anyMatch(value -> value.contains(word));
  }
}
