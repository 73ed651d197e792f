package io.vigie.probe.expect;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says why an expression did not hold: the part of it that decided, and the values that this part
 * was about. A part is named where the expression has several.
 */
final class Explanation {

  private static final int LONGEST_PART = 160;

  private final CelAbstractSyntaxTree tree;
  private final Evaluation evaluation;
  private final Subjects subjects;
  private final MacroExplanation macros;

  /**
   * A part without logic of its own that was not as it had to be.
   *
   * @param wanted what it had to be
   * @param because on what condition it counted, or nothing
   */
  private record Leaf(CelExpr part, boolean wanted, String because) {}

  Explanation(CelAbstractSyntaxTree tree, Evaluation evaluation) {
    this.tree = tree;
    this.evaluation = evaluation;
    this.subjects = new Subjects(tree, evaluation);
    this.macros = new MacroExplanation(tree, evaluation, this::story);
  }

  /** Why it was {@code verdict} and not true. */
  String of(Object verdict) {
    if (!Boolean.FALSE.equals(verdict)) {
      return Expressions.text(tree, tree.getExpr())
          + ": must be true or false, was "
          + Values.text(verdict);
    }
    return story(tree.getExpr(), true);
  }

  /** Why it could not be evaluated. */
  String ofError(Exception error) {
    return new ErrorExplanation(tree, evaluation).of(error);
  }

  /** Why {@code whole} was not as {@code wanted}. */
  private String story(CelExpr whole, boolean wanted) {
    List<Leaf> leaves = leaves(whole, wanted).toList();
    boolean named = hasSeveralParts(whole);
    Set<String> stories = new LinkedHashSet<>();
    leaves.forEach(leaf -> stories.add(story(leaf, named)));
    return stories.isEmpty() ? "was " + !wanted : String.join("; ", stories);
  }

  private Stream<Leaf> leaves(CelExpr part, boolean wanted) {
    if (Expressions.isCall(part, "!_")) {
      return leaves(Expressions.operands(part).getFirst(), !wanted);
    }
    if (Expressions.isCall(part, "_?_:_")) {
      return branch(Expressions.operands(part), wanted);
    }
    if (Expressions.isCall(part, "_&&_") || Expressions.isCall(part, "_||_")) {
      return Expressions.operands(part).stream()
          .filter(operand -> Boolean.valueOf(!wanted).equals(value(operand)))
          .flatMap(operand -> leaves(operand, wanted));
    }
    return Stream.of(new Leaf(part, wanted, ""));
  }

  /** Of a choice, what was chosen, and why. */
  private Stream<Leaf> branch(List<CelExpr> choice, boolean wanted) {
    boolean first = Boolean.TRUE.equals(value(choice.getFirst()));
    String because = " (because " + text(choice.getFirst()) + " was " + first + ")";
    return leaves(choice.get(first ? 1 : 2), wanted)
        .map(leaf -> new Leaf(leaf.part, leaf.wanted, leaf.because + because));
  }

  private static boolean hasSeveralParts(CelExpr whole) {
    return Expressions.isCall(whole, "!_")
        ? hasSeveralParts(Expressions.operands(whole).getFirst())
        : Stream.of("_&&_", "_||_", "_?_:_").anyMatch(logic -> Expressions.isCall(whole, logic));
  }

  private String story(Leaf leaf, boolean named) {
    boolean speaksForItself = Expressions.isPath(leaf.part) || Expressions.isPresence(leaf.part);
    String name = named && !speaksForItself ? name(leaf) + ": " : "";
    return name + found(leaf) + leaf.because;
  }

  private String found(Leaf leaf) {
    if (leaf.part.getKind() == Kind.COMPREHENSION) {
      return macros.of(leaf.part, leaf.wanted);
    }
    String found = subjects.of(leaf.part).collect(Collectors.joining(", "));
    return found.isEmpty() ? "was " + !leaf.wanted : found;
  }

  private String name(Leaf leaf) {
    String text = text(leaf.part);
    boolean operator = leaf.part.getKind() == Kind.CALL && text.contains(" ");
    return leaf.wanted ? text : operator ? "!(" + text + ")" : "!" + text;
  }

  private String text(CelExpr part) {
    String text = Expressions.text(tree, part);
    return text.length() <= LONGEST_PART ? text : text.substring(0, LONGEST_PART) + "…";
  }

  private Object value(CelExpr part) {
    return evaluation.part(part).map(Evaluation.Part::value).orElse(null);
  }
}
