package io.vigie.runner.run;

import io.vigie.contract.check.Polarity;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Outcome.Failed;
import io.vigie.contract.result.Outcome.Failure;
import io.vigie.contract.result.Outcome.Passed;
import io.vigie.contract.result.Outcome.Unmet;
import io.vigie.probe.expect.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What was observed, held against what was expected. Pure. */
final class Comparison {

  private static final String PHASE = "evaluation";

  private Comparison() {}

  static Outcome of(Map<String, Object> facts, Expected expected) {
    List<Verdict> verdicts = expected.all().verdicts(facts);
    Optional<Failure> failure =
        expected.polarity() == Polarity.FORBIDDEN ? forbidden(verdicts) : required(verdicts);
    return failure
        .<Outcome>map(Failed::new)
        .orElseGet(() -> passed(verdicts, expected, expected.warn().judge(facts)));
  }

  private static Optional<Failure> required(List<Verdict> verdicts) {
    List<Unmet> unmet = verdicts.stream().flatMap(verdict -> verdict.unmet().stream()).toList();
    return unmet.isEmpty()
        ? Optional.empty()
        : Optional.of(new Failure("expectation", PHASE, summary(unmet), unmet));
  }

  /** One that is false proves that it is not so; one that could not be evaluated proves nothing. */
  private static Optional<Failure> forbidden(List<Verdict> verdicts) {
    if (verdicts.stream().anyMatch(Verdict.DoesNotHold.class::isInstance)) {
      return Optional.empty();
    }
    List<Unmet> undecided = verdicts.stream().flatMap(verdict -> verdict.unmet().stream()).toList();
    if (!undecided.isEmpty()) {
      Unmet first = undecided.getFirst();
      String summary =
          "nothing is proven, "
              + first.expression()
              + " could not be evaluated: "
              + first.found()
              + others(undecided, "");
      return Optional.of(new Failure("undecided", PHASE, summary, undecided));
    }
    List<Unmet> holding = verdicts.stream().flatMap(Comparison::holding).toList();
    return Optional.of(
        new Failure(
            "forbidden",
            PHASE,
            holding.getFirst().expression() + " holds, which is forbidden" + others(holding, ""),
            holding));
  }

  private static Stream<Unmet> holding(Verdict verdict) {
    return verdict instanceof Verdict.Holds(String expression)
        ? Stream.of(new Unmet(expression, "holds, which is forbidden"))
        : Stream.empty();
  }

  private static Passed passed(List<Verdict> verdicts, Expected expected, List<Unmet> warnings) {
    String summary =
        expected.polarity() == Polarity.FORBIDDEN ? notSo(verdicts) : allHold(verdicts.size());
    return new Passed(
        warnings.isEmpty() ? summary : summary + "; warning: " + summary(warnings), warnings);
  }

  private static String allHold(int all) {
    return switch (all) {
      case 1 -> "the expectation holds";
      case 2 -> "both expectations hold";
      default -> "all " + all + " expectations hold";
    };
  }

  private static String notSo(List<Verdict> verdicts) {
    return verdicts.stream()
        .filter(Verdict.DoesNotHold.class::isInstance)
        .flatMap(verdict -> verdict.unmet().stream())
        .map(unmet -> "what is forbidden is not so: " + unmet.found())
        .findFirst()
        .orElse("what is forbidden is not so");
  }

  private static String summary(List<Unmet> unmet) {
    Unmet first = unmet.getFirst();
    return first.found() + ", expected " + first.expression() + others(unmet, " unmet");
  }

  private static String others(List<Unmet> all, String what) {
    return all.size() == 1 ? "" : " (and " + (all.size() - 1) + " more" + what + ")";
  }
}
