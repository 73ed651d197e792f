package io.vigie.alert.incident;

import io.vigie.alert.state.Event;
import io.vigie.contract.result.Result;
import java.time.Instant;

/** An event with the moment at which its cause was there, from which latency is measured. */
public record Happening(Event event, Instant causedAt) {

  public static Happening of(Result result) {
    return new Happening(Event.of(result), result.startedAt().plus(result.took()));
  }
}
