package io.vigie.probe.expect;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Says why an expression did not hold: of a conjunction only the part that was false, and of that
 * part the values it was about.
 */
final class Explanation {

  private static final Set<String> COMPARISONS =
      Set.of("_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_", "@in");
  private static final Set<String> LOGIC = Set.of("_&&_", "_||_", "!_", "_?_:_");

  private final CelAbstractSyntaxTree tree;
  private final Evaluation evaluation;

  Explanation(CelAbstractSyntaxTree tree, Evaluation evaluation) {
    this.tree = tree;
    this.evaluation = evaluation;
  }

  /** Why it was {@code verdict} and not true. */
  String of(Object verdict) {
    if (!Boolean.FALSE.equals(verdict)) {
      return Expressions.text(tree, tree.getExpr())
          + ": must be true or false, was "
          + Values.text(verdict);
    }
    Set<String> found = new LinkedHashSet<>();
    falsePart(tree.getExpr())
        .flatMap(this::subjects)
        .map(this::wasValue)
        .flatMap(Optional::stream)
        .forEach(found::add);
    return found.isEmpty() ? "was false" : String.join(", ", found);
  }

  /** Why it could not be evaluated. */
  String ofError(Exception error) {
    return new ErrorExplanation(tree, evaluation).of(error);
  }

  private Stream<CelExpr> falsePart(CelExpr expression) {
    if (Expressions.isCall(expression, "_&&_")) {
      return Expressions.operands(expression).stream()
          .filter(operand -> Boolean.FALSE.equals(value(operand)))
          .flatMap(this::falsePart);
    }
    return Stream.of(expression);
  }

  /** The parts whose values tell the story. */
  private Stream<CelExpr> subjects(CelExpr expression) {
    if (Expressions.isConstant(expression)) {
      return Stream.empty();
    }
    return switch (expression.getKind()) {
      case CALL -> callSubjects(expression);
      case COMPREHENSION -> comprehensionSubjects(expression);
      default -> Stream.of(expression);
    };
  }

  private Stream<CelExpr> callSubjects(CelExpr call) {
    if (Expressions.isPath(call)) {
      return Stream.of(call);
    }
    String function = call.call().function();
    Stream<CelExpr> operands = Expressions.operands(call).stream();
    return COMPARISONS.contains(function) && !LOGIC.contains(function)
        ? operands.filter(operand -> !Expressions.isConstant(operand)).flatMap(this::compared)
        : operands.flatMap(this::subjects);
  }

  /** What a comparison compares: shown as a whole, {@code size(body) was 3}. */
  private Stream<CelExpr> compared(CelExpr operand) {
    boolean comprehension =
        Expressions.inOrder(operand).anyMatch(part -> part.getKind() == Kind.COMPREHENSION);
    return comprehension ? subjects(operand) : Stream.of(operand);
  }

  /** For {@code all}, evaluation ended at the element that failed; otherwise the whole list. */
  private Stream<CelExpr> comprehensionSubjects(CelExpr comprehension) {
    CelExpr macro = tree.getSource().getMacroCalls().get(comprehension.id());
    boolean all = macro != null && Expressions.isCall(macro, "all");
    CelExpr range = comprehension.comprehension().iterRange();
    return all
        ? Expressions.inOrder(comprehension.comprehension().loopStep())
            .filter(part -> isName(part, comprehension.comprehension().iterVar()))
            .limit(1)
        : subjects(range);
  }

  private static boolean isName(CelExpr part, String name) {
    return part.getKind() == Kind.IDENT && part.ident().name().equals(name);
  }

  private Optional<String> wasValue(CelExpr part) {
    return evaluation
        .part(part)
        .map(seen -> Expressions.text(tree, part) + " was " + Values.text(seen.value()));
  }

  private Object value(CelExpr part) {
    return evaluation.part(part).map(Evaluation.Part::value).orElse(null);
  }
}
