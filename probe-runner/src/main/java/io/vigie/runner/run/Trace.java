package io.vigie.runner.run;

import io.vigie.contract.result.Evidence.Phase;
import io.vigie.contract.result.Outcome;
import io.vigie.runner.guard.Decision;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Is told what a run does while it does it. Called from several threads, in order for one run. */
public interface Trace {

  /** Is told nothing. */
  Trace NONE = _ -> {};

  void happened(Event event);

  /** Something that a person who debugs a check wants to see. Redacted. */
  sealed interface Event {}

  /** The run began, so long after its due time. */
  record Started(Duration late) implements Event {}

  /** An address of a host was judged by the egress policy. */
  record Judged(String host, InetAddress address, Decision decision) implements Event {}

  /** The kind has looked. */
  record Looked(List<Phase> phases) implements Event {
    public Looked {
      phases = List.copyOf(phases);
    }
  }

  /** An expectation was judged; {@code found} says why it does not hold. */
  record Expected(String expression, Optional<String> found) implements Event {}

  record Ended(Outcome outcome, Duration took) implements Event {}
}
