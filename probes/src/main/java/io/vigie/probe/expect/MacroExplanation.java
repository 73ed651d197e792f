package io.vigie.probe.expect;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Says of {@code all}, {@code exists} and {@code exists_one} which element decided, and of how
 * many.
 */
final class MacroExplanation {

  private final CelAbstractSyntaxTree tree;
  private final Evaluation evaluation;
  private final BiFunction<CelExpr, Boolean, String> story;

  /**
   * @param story why a part was not as wanted
   */
  MacroExplanation(
      CelAbstractSyntaxTree tree,
      Evaluation evaluation,
      BiFunction<CelExpr, Boolean, String> story) {
    this.tree = tree;
    this.evaluation = evaluation;
    this.story = story;
  }

  /** Why {@code macro} was not as {@code wanted}. */
  String of(CelExpr macro, boolean wanted) {
    CelComprehension loop = macro.comprehension();
    List<Object> elements = elements(loop);
    String of = elements.size() + " elements of " + Expressions.text(tree, loop.iterRange());
    String range =
        ": " + Expressions.text(tree, loop.iterRange()) + " was " + shown(loop.iterRange());
    return switch (name(macro)) {
      case "all" -> wanted ? decider(loop, elements, true) : "all " + of + " fit" + range;
      case "exists" -> wanted ? "none of " + of + " fits" + range : decider(loop, elements, false);
      case "exists_one" ->
          wanted ? fitting(loop) + " of " + of + " fit" + range : "one of " + of + " fits" + range;
      default -> Expressions.text(tree, macro) + " was " + shown(macro);
    };
  }

  /** The element at which the loop ended, because it was not as {@code wanted}. */
  private String decider(CelComprehension loop, List<Object> elements, boolean wanted) {
    Optional<CelExpr> name =
        Expressions.everything(loop.loopStep())
            .filter(part -> isName(part, loop.iterVar()))
            .filter(part -> evaluation.part(part).isPresent())
            .findFirst();
    String body = story.apply(loop.loopStep().call().args().getLast(), wanted);
    if (name.isEmpty()) {
      return body;
    }
    String element = loop.iterVar() + " was " + shown(name.get());
    int at = indexOf(elements, value(name.get()));
    return "element %d of %d of %s: %s"
        .formatted(
            at + 1,
            elements.size(),
            Expressions.text(tree, loop.iterRange()),
            body.contains(element) ? body : body + ", " + element);
  }

  private static int indexOf(List<Object> elements, Object wanted) {
    for (int at = 0; at < elements.size(); at++) {
      if (Objects.equals(elements.get(at), wanted)) {
        return at;
      }
    }
    return -1;
  }

  private Object fitting(CelComprehension loop) {
    return Expressions.everything(loop.result())
        .filter(part -> isName(part, loop.accuVar()))
        .findFirst()
        .map(this::value)
        .orElse(0);
  }

  /** A loop over a map goes over its keys. */
  private List<Object> elements(CelComprehension loop) {
    return switch (value(loop.iterRange())) {
      case Map<?, ?> map -> List.copyOf(map.keySet());
      case Collection<?> list -> List.copyOf(list);
      case null, default -> List.of();
    };
  }

  private String name(CelExpr macro) {
    CelExpr call = tree.getSource().getMacroCalls().get(macro.id());
    return call == null || call.getKind() != Kind.CALL ? "" : call.call().function();
  }

  private static boolean isName(CelExpr part, String name) {
    return part.getKind() == Kind.IDENT && part.ident().name().equals(name);
  }

  private String shown(CelExpr part) {
    return Values.text(value(part));
  }

  private Object value(CelExpr part) {
    return evaluation.part(part).map(Evaluation.Part::value).orElse(null);
  }
}
