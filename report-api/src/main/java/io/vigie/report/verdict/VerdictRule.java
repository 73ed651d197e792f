package io.vigie.report.verdict;

import static io.vigie.report.verdict.Verdict.Decision.GO;
import static io.vigie.report.verdict.Verdict.Decision.GO_WITH_RESERVATIONS;
import static io.vigie.report.verdict.Verdict.Decision.NO_GO;
import static io.vigie.report.verdict.Verdict.Decision.UNKNOWN;

import io.vigie.contract.check.Severity;
import io.vigie.contract.state.ItemState;
import io.vigie.report.verdict.Verdict.Decision;
import io.vigie.report.verdict.Verdict.Reason;
import io.vigie.report.verdict.Verdict.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The rule, version 1. From the top, the first line that applies decides:
 *
 * <pre>
 * a P0 is failing                                  NO-GO
 * a P0 is unknown, stale or pending                UNKNOWN
 * nothing at all is passing                        UNKNOWN
 * a P1 is failing                                  GO with reservations
 * a P1 is unknown, stale or pending                GO with reservations (silence is not green)
 * otherwise                                        GO
 * </pre>
 *
 * <p>P2 items are listed and scored, they never decide.
 */
public final class VerdictRule {

  /** Grows when the same items would get another verdict. */
  public static final String VERSION = "1";

  static final Comparator<Judged> WORST_FIRST =
      Comparator.comparing((Judged judged) -> judged.watched().severity())
          .thenComparingInt(judged -> urgency(judged.state()))
          .thenComparing(judged -> judged.watched().item());

  private VerdictRule() {}

  public static Verdict decide(List<Judged> items) {
    Decision decision = decision(items);
    List<Reason> reasons =
        against(items, decision).sorted(WORST_FIRST).map(VerdictRule::reason).toList();
    return new Verdict(decision, VERSION, Sentence.of(decision, items), reasons, toGo(items));
  }

  private static Decision decision(List<Judged> items) {
    if (any(items, Severity.P0, ItemState.FAILING)) {
      return NO_GO;
    }
    if (anyInTheDark(items, Severity.P0)
        || items.stream().noneMatch(i -> i.is(ItemState.PASSING))) {
      return UNKNOWN;
    }
    return any(items, Severity.P1, ItemState.FAILING) || anyInTheDark(items, Severity.P1)
        ? GO_WITH_RESERVATIONS
        : GO;
  }

  /** The items that the decision rests on. */
  private static Stream<Judged> against(List<Judged> items, Decision decision) {
    return switch (decision) {
      case NO_GO -> notPassing(items, Severity.P0);
      case UNKNOWN ->
          notPassing(items, Severity.P0).findAny().isPresent()
              ? notPassing(items, Severity.P0)
              : items.stream();
      case GO_WITH_RESERVATIONS -> notPassing(items, Severity.P1);
      case GO -> Stream.empty();
    };
  }

  private static List<Step> toGo(List<Judged> items) {
    List<Step> steps = new ArrayList<>();
    boolean reserved = notPassing(items, Severity.P1).findAny().isPresent();
    notPassing(items, Severity.P0)
        .sorted(WORST_FIRST)
        .forEach(item -> steps.add(step(item, reserved ? GO_WITH_RESERVATIONS : GO)));
    notPassing(items, Severity.P1).sorted(WORST_FIRST).forEach(item -> steps.add(step(item, GO)));
    boolean nothingSeen = items.stream().noneMatch(item -> item.is(ItemState.PASSING));
    if (steps.isEmpty() && nothingSeen) {
      items.stream().min(WORST_FIRST).ifPresent(item -> steps.add(step(item, GO)));
    }
    return steps;
  }

  private static Step step(Judged item, Decision reaches) {
    return new Step(reason(item), action(item.state()), reaches);
  }

  private static String action(ItemState state) {
    return switch (state) {
      case FAILING -> "repair";
      case UNKNOWN -> "make it possible to look";
      case STALE -> "get results flowing again";
      case PENDING -> "wait for the first results";
      case PASSING, NOT_APPLICABLE -> "keep";
    };
  }

  private static Reason reason(Judged judged) {
    return new Reason(
        judged.watched().item(),
        judged.watched().title(),
        judged.watched().severity(),
        judged.state(),
        judged.reason());
  }

  private static Stream<Judged> notPassing(List<Judged> items, Severity severity) {
    return items.stream()
        .filter(item -> item.watched().severity() == severity)
        .filter(item -> !item.is(ItemState.PASSING) && !item.is(ItemState.NOT_APPLICABLE));
  }

  private static boolean any(List<Judged> items, Severity severity, ItemState state) {
    return items.stream().anyMatch(i -> i.watched().severity() == severity && i.is(state));
  }

  private static boolean anyInTheDark(List<Judged> items, Severity severity) {
    return items.stream().anyMatch(i -> i.watched().severity() == severity && i.isInTheDark());
  }

  /** Failing before what is not known, passing last. */
  static int urgency(ItemState state) {
    return switch (state) {
      case FAILING -> 0;
      case UNKNOWN -> 1;
      case STALE -> 2;
      case PENDING -> 3;
      case PASSING -> 4;
      case NOT_APPLICABLE -> 5;
    };
  }
}
