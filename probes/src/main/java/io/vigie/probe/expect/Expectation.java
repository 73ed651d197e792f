package io.vigie.probe.expect;

import com.google.re2j.Pattern;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelUnknownSet;
import io.vigie.contract.result.Outcome.Unmet;
import java.util.Map;

/** One compiled expression. */
record Expectation(String text, CelAbstractSyntaxTree tree, Map<String, Pattern> patterns) {

  Expectation {
    patterns = Map.copyOf(patterns);
  }

  Verdict judge(Map<String, Object> facts) {
    Evaluation evaluation = new Evaluation(facts, patterns, Limits.EVALUATION);
    Explanation explanation = new Explanation(tree, evaluation);
    try {
      CelRuntime.Program program = Interpreter.program(tree);
      Object verdict = evaluation.run(() -> program.trace(evaluation, evaluation));
      return evaluation
          .stopped()
          .<Verdict>map(this::undecided)
          .orElseGet(() -> judged(verdict, explanation));
    } catch (CelEvaluationException | RuntimeException e) {
      return undecided(evaluation.stopped().orElseGet(() -> explanation.ofError(e)));
    } catch (StackOverflowError e) {
      return undecided("must be simpler, was nested too deep");
    }
  }

  private Verdict judged(Object verdict, Explanation explanation) {
    return switch (verdict) {
      case CelUnknownSet _ ->
          undecided(explanation.ofError(new IllegalStateException("needs what is not there")));
      case Boolean truth when truth -> new Verdict.Holds(text);
      case Boolean _ -> new Verdict.DoesNotHold(new Unmet(text, why(verdict, explanation)));
      case null, default -> undecided(explanation.of(verdict));
    };
  }

  /** What is false is false, also where it cannot be explained. */
  private static String why(Object verdict, Explanation explanation) {
    try {
      return explanation.of(verdict);
    } catch (RuntimeException e) {
      return "was false";
    }
  }

  private Verdict undecided(String found) {
    return new Verdict.Undecided(new Unmet(text, found));
  }
}
