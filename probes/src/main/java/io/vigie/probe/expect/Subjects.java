package io.vigie.probe.expect;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a part of an expression is about, with the values that were found: {@code status was 503}.
 */
final class Subjects {

  private static final Set<String> COMPARISONS =
      Set.of("_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_", "@in");

  private final CelAbstractSyntaxTree tree;
  private final Evaluation evaluation;

  Subjects(CelAbstractSyntaxTree tree, Evaluation evaluation) {
    this.tree = tree;
    this.evaluation = evaluation;
  }

  Stream<String> of(CelExpr part) {
    return Expressions.isCall(part, "@in") ? membership(part) : values(subjects(part));
  }

  private Stream<String> values(Stream<CelExpr> parts) {
    return parts.map(this::wasValue).flatMap(Optional::stream).distinct();
  }

  private Stream<CelExpr> subjects(CelExpr expression) {
    if (Expressions.isConstant(expression)) {
      return Stream.empty();
    }
    return switch (expression.getKind()) {
      case CALL -> callSubjects(expression);
      case COMPREHENSION -> subjects(expression.comprehension().iterRange());
      case LIST -> expression.list().elements().stream().flatMap(this::subjects);
      default -> Stream.of(expression);
    };
  }

  private Stream<CelExpr> callSubjects(CelExpr call) {
    if (Expressions.isPath(call)) {
      return Stream.of(call);
    }
    Stream<CelExpr> operands = Expressions.operands(call).stream();
    return COMPARISONS.contains(call.call().function())
        ? operands.filter(operand -> !Expressions.isConstant(operand)).flatMap(this::compared)
        : operands.flatMap(this::subjects);
  }

  /** What a comparison compares is shown as a whole, {@code size(body) was 3}. */
  private Stream<CelExpr> compared(CelExpr operand) {
    Stream<CelExpr> ranges =
        Expressions.inOrder(operand)
            .filter(part -> part.getKind() == Kind.COMPREHENSION)
            .flatMap(this::subjects);
    return Stream.concat(
        operand.getKind() == Kind.LIST ? subjects(operand) : Stream.of(operand), ranges);
  }

  /** Of a map in which a key was looked for, the keys say more than the values. */
  private Stream<String> membership(CelExpr in) {
    List<CelExpr> operands = Expressions.operands(in);
    Stream<String> element =
        Expressions.isConstant(operands.get(0))
            ? Stream.empty()
            : values(compared(operands.get(0)));
    Stream<String> container =
        value(operands.get(1)) instanceof Map<?, ?> map
            ? Stream.of(Expressions.text(tree, operands.get(1)) + " has: " + Values.keys(map))
            : values(
                Stream.of(operands.get(1))
                    .filter(operand -> !Expressions.isConstant(operand))
                    .flatMap(this::compared));
    return Stream.concat(element, container);
  }

  private Optional<String> wasValue(CelExpr part) {
    return evaluation
        .part(part)
        .map(
            seen ->
                Expressions.text(tree, part) + " was " + Values.text(seen.value()) + keys(part));
  }

  /** What there is instead of what {@code has} looked for. */
  private String keys(CelExpr part) {
    return Expressions.isPresence(part) && value(part.select().operand()) instanceof Map<?, ?> map
        ? ", " + Expressions.text(tree, part.select().operand()) + " has: " + Values.keys(map)
        : "";
  }

  private Object value(CelExpr part) {
    return evaluation.part(part).map(Evaluation.Part::value).orElse(null);
  }
}
