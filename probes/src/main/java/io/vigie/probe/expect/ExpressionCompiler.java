package io.vigie.probe.expect;

import com.google.re2j.Pattern;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Compiles one expression, and says all that is wrong with it. */
final class ExpressionCompiler {

  private static final Map<String, Consumer<String>> LITERALS = literals();

  private final Dialect dialect;
  private final IssueText issues;
  private final int index;
  private final String text;
  private final Consumer<Problem> problems;
  private boolean failed;

  ExpressionCompiler(Vocabulary vocabulary, int index, String text, Consumer<Problem> problems) {
    this.dialect = vocabulary.dialect();
    this.issues = new IssueText(vocabulary, text);
    this.index = index;
    this.text = text;
    this.problems = problems;
  }

  Optional<Expectation> compile() {
    try {
      return compileWithinStack();
    } catch (StackOverflowError e) {
      problem(1, "must be simpler, was nested too deep");
      return Optional.empty();
    }
  }

  private Optional<Expectation> compileWithinStack() {
    if (text.isBlank()) {
      problem(1, "must be an expression, was empty");
      return Optional.empty();
    }
    try {
      CelValidationResult result = dialect.compile(text);
      for (CelIssue issue : result.getErrors()) {
        IssueText.Place place = issues.of(issue);
        problem(place.column(), place.message());
      }
      return failed ? Optional.empty() : checked(result.getAst());
    } catch (CelValidationException e) {
      problem(1, e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<Expectation> checked(CelAbstractSyntaxTree tree) {
    requireTruth(tree.getResultType());
    Map<String, Pattern> patterns = patterns(tree);
    requireLiterals(tree);
    return failed ? Optional.empty() : Optional.of(new Expectation(text, tree, patterns));
  }

  private void requireTruth(CelType type) {
    if (!type.equals(SimpleType.BOOL) && !type.equals(SimpleType.DYN)) {
      problem(1, "must be true or false, is of type " + type.name());
    }
  }

  /** The constant regular expressions, compiled once; the limits hold for them already here. */
  private Map<String, Pattern> patterns(CelAbstractSyntaxTree tree) {
    Map<String, Pattern> patterns = new HashMap<>();
    Expressions.inOrder(tree.getExpr())
        .filter(part -> Expressions.isCall(part, "matches"))
        .map(part -> part.call().args().getLast())
        .forEach(argument -> pattern(tree, argument, patterns));
    return patterns;
  }

  private void pattern(
      CelAbstractSyntaxTree tree, CelExpr argument, Map<String, Pattern> patterns) {
    literal(tree, argument, text -> patterns.put(text, Regex.compile(text)));
  }

  /** A constant that can never be right is a mistake of the author, not a finding of each run. */
  private void requireLiterals(CelAbstractSyntaxTree tree) {
    Expressions.inOrder(tree.getExpr())
        .filter(part -> part.getKind() == Kind.CALL && part.call().args().size() == 1)
        .forEach(
            call ->
                Optional.ofNullable(LITERALS.get(call.call().function()))
                    .ifPresent(check -> literal(tree, call.call().args().getFirst(), check)));
  }

  private static Map<String, Consumer<String>> literals() {
    Map<String, Consumer<String>> literals = new HashMap<>();
    literals.put("duration", DateText::requireDuration);
    literals.put("timestamp", DateText::requireTimestamp);
    LanguageFunction.ALL.forEach(
        function -> function.literal().ifPresent(check -> literals.put(function.name(), check)));
    return Map.copyOf(literals);
  }

  private void literal(CelAbstractSyntaxTree tree, CelExpr argument, Consumer<String> check) {
    Expressions.constantText(argument)
        .ifPresent(
            text -> {
              try {
                check.accept(text);
              } catch (IllegalArgumentException e) {
                int offset = tree.getSource().getPositionsMap().getOrDefault(argument.id(), 0);
                problem(offset + 1, e.getMessage());
              }
            });
  }

  private void problem(int column, String message) {
    failed = true;
    problems.accept(new Problem(index, text, column, message));
  }
}
