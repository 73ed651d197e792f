package io.vigie.probe;

import io.vigie.contract.result.Evidence;
import io.vigie.contract.result.Outcome;
import java.util.Map;

/** What one attempt saw, before anybody has judged it. */
public sealed interface Observation {

  /** The proof so far, also of an attempt that failed half-way. Not yet redacted. */
  Evidence evidence();

  /** The target answered; {@code facts} are the values of the kind's vocabulary. */
  record Seen(Map<String, Object> facts, Evidence evidence) implements Observation {
    public Seen {
      facts = Map.copyOf(facts);
    }
  }

  /** The target could not be reached or did not speak the protocol. */
  record Failed(Outcome.Failure failure, Evidence evidence) implements Observation {}

  /** The attempt could not be made, for a reason that is ours. */
  record Blind(String code, String summary, Evidence evidence) implements Observation {}
}
