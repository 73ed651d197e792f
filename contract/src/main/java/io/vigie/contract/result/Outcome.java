package io.vigie.contract.result;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * How a run ended. Only the first two say anything of the target; the others are our own trouble.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Outcome.Passed.class, name = "passed"),
  @JsonSubTypes.Type(value = Outcome.Failed.class, name = "failed"),
  @JsonSubTypes.Type(value = Outcome.Blind.class, name = "blind"),
  @JsonSubTypes.Type(value = Outcome.Missed.class, name = "missed")
})
public sealed interface Outcome {

  /** One line for a person. */
  String summary();

  /** Every expectation held. */
  record Passed(String summary) implements Outcome {}

  /** The target was reached and found wanting, or could not be reached at all. */
  record Failed(Failure failure) implements Outcome {
    @Override
    public String summary() {
      return failure.summary();
    }
  }

  /**
   * We could not look: a refused target, an overloaded runner, a resolver that is down, a missing
   * secret.
   */
  record Blind(String code, String summary) implements Outcome {}

  /** The job arrived after its {@code notAfter}; nobody looked. */
  record Missed(String summary) implements Outcome {}

  /**
   * Why a run failed. The code is a stable slug ({@code timeout}, {@code connection-refused},
   * {@code expectation}, …) by which failures can be grouped; the phase is where in the probe it
   * happened.
   */
  record Failure(String code, String phase, String summary, List<Unmet> unmet) {
    public Failure {
      unmet = List.copyOf(unmet);
    }
  }

  /** An expectation that did not hold: the expression, and what was found instead. */
  record Unmet(String expression, String found) {}
}
