package io.vigie.probe.expect;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelErrorCode;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.runtime.CelEvaluationException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says why an expression could not be evaluated, naming the part that could not. */
final class ErrorExplanation {

  private final CelAbstractSyntaxTree tree;
  private final Evaluation evaluation;

  ErrorExplanation(CelAbstractSyntaxTree tree, Evaluation evaluation) {
    this.tree = tree;
    this.evaluation = evaluation;
  }

  String of(Exception error) {
    if (isLimit(error)) {
      return "must take at most " + Limits.ITERATIONS + " steps over lists and maps, took more";
    }
    return Expressions.inOrder(tree.getExpr())
        .map(part -> at(part, error))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(() -> plain(error));
  }

  private static boolean isLimit(Exception error) {
    return error instanceof CelEvaluationException cel
        && cel.getErrorCode() == CelErrorCode.ITERATION_BUDGET_EXCEEDED;
  }

  /** The explanation, where {@code part} is the one that was tried and has no value. */
  private Optional<String> at(CelExpr part, Exception error) {
    return switch (part.getKind()) {
      case IDENT -> absent(part);
      case SELECT ->
          !part.select().testOnly() && failed(part, List.of(part.select().operand()))
              ? Optional.of(noField(part, part.select().operand(), part.select().field()))
              : Optional.empty();
      case CALL ->
          failed(part, Expressions.operands(part))
              ? Optional.of(failedCall(part, error))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private Optional<String> absent(CelExpr name) {
    return evaluation.part(name).isEmpty()
            && evaluation.fact(name.ident().name()) instanceof Absent(String why)
        ? Optional.of(name.ident().name() + ": " + why)
        : Optional.empty();
  }

  /** All operands have values that are newer than the value of the whole. */
  private boolean failed(CelExpr whole, List<CelExpr> operands) {
    int known = evaluation.part(whole).map(Evaluation.Part::step).orElse(-1);
    return !operands.isEmpty()
        && operands.stream()
            .allMatch(
                operand ->
                    operand.getKind() == Kind.CONSTANT
                        || evaluation.part(operand).filter(seen -> seen.step() > known).isPresent())
        && operands.stream()
            .anyMatch(
                operand ->
                    evaluation.part(operand).filter(seen -> seen.step() > known).isPresent());
  }

  private String noField(CelExpr whole, CelExpr operand, Object key) {
    String container = Expressions.text(tree, operand);
    Object value = value(operand);
    return Expressions.text(tree, whole)
        + switch (value) {
          case Map<?, ?> map -> ": no such key; " + container + " has: " + Values.keys(map);
          case List<?> list when key instanceof Long ->
              ": no such index; " + container + " has " + list.size() + " elements";
          default ->
              ": "
                  + container
                  + " must be a map, is "
                  + Values.type(value)
                  + " "
                  + Values.text(value);
        };
  }

  private String failedCall(CelExpr call, Exception error) {
    List<CelExpr> operands = Expressions.operands(call);
    if (Expressions.isCall(call, "_[_]")) {
      return noField(call, operands.get(0), value(operands.get(1)));
    }
    if (error instanceof CelEvaluationException cel
        && cel.getErrorCode() == CelErrorCode.OVERLOAD_NOT_FOUND) {
      return Expressions.text(tree, call)
          + ": cannot be applied to "
          + operands.stream()
              .map(operand -> Values.type(value(operand)) + " " + Values.text(value(operand)))
              .collect(Collectors.joining(" and "));
    }
    return Expressions.text(tree, call) + ": " + plain(error);
  }

  private static String plain(Throwable error) {
    if (error.getCause() != null && String.valueOf(error.getMessage()).contains("with arg(s)")) {
      return plain(error.getCause());
    }
    String message = Objects.requireNonNullElse(error.getMessage(), error.getClass().getName());
    return message.replaceFirst("^evaluation error(?: at <input>:\\d+)?: ", "");
  }

  private Object value(CelExpr part) {
    return evaluation.part(part).map(Evaluation.Part::value).orElse(null);
  }
}
