package io.vigie.contract.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Optional;

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

  /**
   * Every expectation held.
   *
   * @param warnings what does not hold that should
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Passed(
      @JsonInclude String summary, @JsonSetter(nulls = Nulls.AS_EMPTY) List<Unmet> warnings)
      implements Outcome {
    public Passed {
      warnings = List.copyOf(warnings);
    }

    /** A pass without a warning. */
    public Passed(String summary) {
      this(summary, List.of());
    }
  }

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

  /**
   * Nobody looked, or not in time.
   *
   * @param runs how many due times in a row this accounts for; one where absent
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record Missed(String summary, Optional<Long> runs) implements Outcome {

    /** One run that was missed. */
    public Missed(String summary) {
      this(summary, Optional.empty());
    }
  }

  /**
   * Why a run failed. The code is a stable slug ({@code timeout}, {@code connection-refused},
   * {@code expectation}, …) by which failures can be grouped; the phase is where in the probe it
   * happened.
   *
   * @param target the host that was looked at, by which failures with one cause are recognised
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record Failure(
      String code, String phase, String summary, List<Unmet> unmet, Optional<String> target) {
    public Failure {
      unmet = List.copyOf(unmet);
    }

    /** A failure of which no host is known. */
    public Failure(String code, String phase, String summary, List<Unmet> unmet) {
      this(code, phase, summary, unmet, Optional.empty());
    }
  }

  /** An expectation that did not hold: the expression, and what was found instead. */
  record Unmet(String expression, String found) {}
}
