package io.vigie.probe.expect;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.parser.CelUnparserFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Questions about syntax trees. */
final class Expressions {

  private Expressions() {}

  /** The parts of an expression in the order in which they are evaluated. */
  static List<CelExpr> children(CelExpr expression) {
    return switch (expression.getKind()) {
      case SELECT -> List.of(expression.select().operand());
      case CALL -> operands(expression);
      case LIST -> expression.list().elements();
      case MAP ->
          expression.map().entries().stream()
              .flatMap(entry -> Stream.of(entry.key(), entry.value()))
              .toList();
      case COMPREHENSION ->
          List.of(
              expression.comprehension().iterRange(),
              expression.comprehension().loopCondition(),
              expression.comprehension().loopStep());
      case STRUCT, CONSTANT, IDENT, NOT_SET -> List.of();
    };
  }

  /** The target, if any, and the arguments of a call. */
  static List<CelExpr> operands(CelExpr call) {
    List<CelExpr> operands = new ArrayList<>();
    call.call().target().ifPresent(operands::add);
    operands.addAll(call.call().args());
    return operands;
  }

  /** The expression and all its parts, parts first. */
  static Stream<CelExpr> inOrder(CelExpr expression) {
    return Stream.concat(
        children(expression).stream().flatMap(Expressions::inOrder), Stream.of(expression));
  }

  /** The expression and all its parts, also those that a macro was expanded to. */
  static Stream<CelExpr> everything(CelExpr expression) {
    Stream<CelExpr> children =
        expression.getKind() == Kind.COMPREHENSION
            ? Stream.of(
                expression.comprehension().iterRange(),
                expression.comprehension().accuInit(),
                expression.comprehension().loopCondition(),
                expression.comprehension().loopStep(),
                expression.comprehension().result())
            : children(expression).stream();
    return Stream.concat(Stream.of(expression), children.flatMap(Expressions::everything));
  }

  static boolean isCall(CelExpr expression, String function) {
    return expression.getKind() == Kind.CALL && expression.call().function().equals(function);
  }

  /** The text of a constant, where the expression is one. */
  static Optional<String> constantText(CelExpr expression) {
    return expression.getKind() == Kind.CONSTANT
            && expression.constant().getKind() == CelConstant.Kind.STRING_VALUE
        ? Optional.of(expression.constant().stringValue())
        : Optional.empty();
  }

  /** True when nothing that was observed has a part in it. */
  static boolean isConstant(CelExpr expression) {
    return inOrder(expression).noneMatch(part -> part.getKind() == Kind.IDENT);
  }

  /** True for a name, or a path or an index into one. */
  static boolean isPath(CelExpr expression) {
    return switch (expression.getKind()) {
      case IDENT -> true;
      case SELECT -> isPath(expression.select().operand());
      case CALL ->
          isCall(expression, "_[_]")
              && isPath(expression.call().args().get(0))
              && isConstant(expression.call().args().get(1));
      default -> false;
    };
  }

  /** True for {@code has(…)}. */
  static boolean isPresence(CelExpr expression) {
    return expression.getKind() == Kind.SELECT && expression.select().testOnly();
  }

  /** The expression in the notation of the language. */
  static String text(CelAbstractSyntaxTree tree, CelExpr part) {
    return CelUnparserFactory.newUnparser()
        .unparse(CelAbstractSyntaxTree.newParsedAst(part, tree.getSource()));
  }
}
