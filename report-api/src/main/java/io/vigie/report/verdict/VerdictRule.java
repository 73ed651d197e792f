package io.vigie.report.verdict;

import static io.vigie.report.verdict.Verdict.Decision.GO;
import static io.vigie.report.verdict.Verdict.Decision.GO_WITH_RESERVATIONS;
import static io.vigie.report.verdict.Verdict.Decision.NO_GO;
import static io.vigie.report.verdict.Verdict.Decision.UNKNOWN;

import io.vigie.contract.state.ItemState;
import io.vigie.report.verdict.Verdict.Decision;
import io.vigie.report.verdict.Verdict.Reason;
import io.vigie.report.verdict.Verdict.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The rule, version 3. From the top, the first line that applies decides:
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
 * <p>P2 items are listed and scored, they never decide. What is only recommended stands in nobody's
 * way: as a P0 it is treated like a P1, and it is scored like a P2. What does not apply here is
 * shown and counts for nothing. How an item is decided makes no difference: a heartbeat, a
 * signature and a roll-up count like what we looked at ourselves. A warning does not count; neither
 * does maintenance, which keeps from telling people and not from the truth. What a named person
 * accepts until a date (waived) stands in nobody's way and is scored like what fails.
 */
public final class VerdictRule {

  /** Grows when the same items would get another verdict. */
  public static final String VERSION = "3";

  static final Comparator<Judged> WORST_FIRST =
      Comparator.comparing((Judged judged) -> !judged.applies())
          .thenComparing(Judged::bearing)
          .thenComparingInt(judged -> urgency(judged.state()))
          .thenComparing(judged -> judged.watched().severity())
          .thenComparing(judged -> judged.watched().item());

  private VerdictRule() {}

  public static Verdict decide(List<Judged> items) {
    Decision decision = decision(items);
    List<Reason> reasons =
        against(items, decision).sorted(WORST_FIRST).map(VerdictRule::reason).toList();
    return new Verdict(decision, VERSION, Sentence.of(decision, items), reasons, toGo(items));
  }

  private static Decision decision(List<Judged> items) {
    if (any(items, Bearing.DECIDES, ItemState.FAILING)) {
      return NO_GO;
    }
    if (notPassing(items, Bearing.DECIDES).findAny().isPresent()
        || items.stream().noneMatch(i -> i.is(ItemState.PASSING))) {
      return UNKNOWN;
    }
    return notPassing(items, Bearing.RESERVES).findAny().isPresent() ? GO_WITH_RESERVATIONS : GO;
  }

  /** The items that the decision rests on. */
  private static Stream<Judged> against(List<Judged> items, Decision decision) {
    return switch (decision) {
      case NO_GO -> notPassing(items, Bearing.DECIDES);
      case UNKNOWN ->
          notPassing(items, Bearing.DECIDES).findAny().isPresent()
              ? notPassing(items, Bearing.DECIDES)
              : items.stream();
      case GO_WITH_RESERVATIONS -> notPassing(items, Bearing.RESERVES);
      case GO -> Stream.empty();
    };
  }

  private static List<Step> toGo(List<Judged> items) {
    List<Step> steps = new ArrayList<>();
    boolean reserved = notPassing(items, Bearing.RESERVES).findAny().isPresent();
    notPassing(items, Bearing.DECIDES)
        .sorted(WORST_FIRST)
        .forEach(item -> steps.add(step(item, reserved ? GO_WITH_RESERVATIONS : GO)));
    notPassing(items, Bearing.RESERVES)
        .sorted(WORST_FIRST)
        .forEach(item -> steps.add(step(item, GO)));
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
      case WAIVED -> "repair before the waiver ends";
      case PASSING, NOT_APPLICABLE -> "keep";
    };
  }

  private static Reason reason(Judged judged) {
    return new Reason(
        judged.watched().item(),
        judged.watched().title(),
        judged.watched().severity(),
        judged.isRecommended(),
        judged.state(),
        judged.reason());
  }

  /** Those that stand in the way: what is accepted does not. */
  private static Stream<Judged> notPassing(List<Judged> items, Bearing bearing) {
    return items.stream()
        .filter(item -> item.bearing() == bearing)
        .filter(item -> item.applies() && !item.is(ItemState.PASSING))
        .filter(item -> !item.is(ItemState.WAIVED));
  }

  private static boolean any(List<Judged> items, Bearing bearing, ItemState state) {
    return items.stream().anyMatch(i -> i.bearing() == bearing && i.is(state));
  }

  /** Failing before what is not known, passing last. */
  static int urgency(ItemState state) {
    return switch (state) {
      case FAILING -> 0;
      case UNKNOWN -> 1;
      case STALE -> 2;
      case PENDING -> 3;
      case WAIVED -> 4;
      case PASSING -> 5;
      case NOT_APPLICABLE -> 6;
    };
  }
}
