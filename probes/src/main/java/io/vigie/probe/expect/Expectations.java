package io.vigie.probe.expect;

import io.vigie.contract.result.Outcome.Unmet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is expected of an answer, ready to judge any number of answers. Immutable and thread-safe;
 * compiling costs a thousand times what judging does, see {@link ExpectationCache}.
 */
public final class Expectations {

  private final List<Expectation> expectations;

  private Expectations(List<Expectation> expectations) {
    this.expectations = List.copyOf(expectations);
  }

  /** Compiles all expressions, or says everything that is wrong with them. Never throws. */
  public static Compilation compile(Vocabulary vocabulary, List<String> expressions) {
    List<Problem> problems = new ArrayList<>();
    List<Expectation> compiled = new ArrayList<>();
    for (int index = 0; index < expressions.size(); index++) {
      new ExpressionCompiler(vocabulary, index, expressions.get(index), problems::add)
          .compile()
          .ifPresent(compiled::add);
    }
    return problems.isEmpty()
        ? new Compilation.Compiled(new Expectations(compiled))
        : new Compilation.Rejected(problems);
  }

  /**
   * The expectations that {@code facts} do not meet, in their order; none when all are met. An
   * expression that cannot be evaluated is not met. Never throws for anything that a target said.
   */
  public List<Unmet> judge(Map<String, Object> facts) {
    return verdicts(facts).stream().map(Verdict::unmet).flatMap(Optional::stream).toList();
  }

  /**
   * What became of each expectation, in their order, for whoever must tell "is false" from "could
   * not be evaluated". Never throws for anything that a target said.
   */
  public List<Verdict> verdicts(Map<String, Object> facts) {
    return expectations.stream().map(expectation -> expectation.judge(facts)).toList();
  }

  /** The expressions, as they were written. */
  public List<String> expressions() {
    return expectations.stream().map(Expectation::text).toList();
  }
}
