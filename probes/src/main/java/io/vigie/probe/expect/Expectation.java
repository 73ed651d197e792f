package io.vigie.probe.expect;

import com.google.re2j.Pattern;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelUnknownSet;
import io.vigie.contract.result.Outcome.Unmet;
import java.util.Map;
import java.util.Optional;

/** One compiled expression. */
record Expectation(
    String text,
    CelAbstractSyntaxTree tree,
    CelRuntime.Program program,
    Map<String, Pattern> patterns) {

  Expectation {
    patterns = Map.copyOf(patterns);
  }

  Optional<Unmet> judge(Map<String, Object> facts) {
    Evaluation evaluation = new Evaluation(facts, patterns, Limits.EVALUATION);
    Explanation explanation = new Explanation(tree, evaluation);
    try {
      Object verdict = evaluation.run(() -> program.trace(evaluation, evaluation));
      if (evaluation.stopped().isPresent()) {
        return unmet(evaluation.stopped().get());
      }
      if (verdict instanceof CelUnknownSet) {
        return unmet(explanation.ofError(new IllegalStateException("needs what is not there")));
      }
      return Boolean.TRUE.equals(verdict) ? Optional.empty() : unmet(explanation.of(verdict));
    } catch (CelEvaluationException | RuntimeException e) {
      return unmet(evaluation.stopped().orElseGet(() -> explanation.ofError(e)));
    } catch (StackOverflowError e) {
      return unmet("must be simpler, was nested too deep");
    }
  }

  private Optional<Unmet> unmet(String found) {
    return Optional.of(new Unmet(text, found));
  }
}
