package io.vigie.runner.run;

import io.vigie.contract.result.Evidence;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Outcome.Blind;
import io.vigie.contract.result.Outcome.Failed;
import io.vigie.contract.result.Outcome.Failure;
import io.vigie.contract.result.Outcome.Passed;
import io.vigie.contract.result.Outcome.Unmet;
import io.vigie.probe.Observation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** An outcome with its proof. Pure: what an observation amounts to. */
record Judgement(Outcome outcome, Evidence evidence) {

  private static final String TIMEOUT = "timeout";

  /** The words of every kind that say how long something took. */
  private static final Pattern TIMES =
      Pattern.compile(
          "\\b(?:phases\\.|(?:duration|fastest|average|slowest|p50|p95|p99|latency|took"
              + "|deliveredAfter|recoveredAfter|firstAfter)\\b(?!\\())");

  /** Stands in an explanation where it names what was found. */
  private static final String VALUE = " was ";

  /** Kinds say with these that the deadline came, and where it found them. */
  private static final Set<String> OF_THE_DEADLINE =
      Set.of(TIMEOUT, "connection-timed-out", "dns-timeout");

  /** What a kind saw, held against what was expected. */
  static Judgement of(Observation observation, Expected expected) {
    return switch (observation) {
      case Observation.Seen(var facts, Evidence evidence) ->
          new Judgement(Comparison.of(facts, expected), evidence);
      case Observation.Failed(Failure failure, Evidence evidence) ->
          new Judgement(new Failed(failure), evidence);
      case Observation.Blind(String code, String summary, Evidence evidence) ->
          new Judgement(new Blind(code, summary), evidence);
    };
  }

  /** A fault in a kind, which is ours to mend. The message of the fault may hold anything. */
  static Judgement internalError(String kind, Throwable fault) {
    String summary =
        "the " + kind + " probe broke: " + fault.getClass().getSimpleName() + ", a fault of Vigie";
    return new Judgement(new Blind("internal-error", summary), Evidence.NONE);
  }

  boolean hasFailed() {
    return outcome instanceof Failed;
  }

  /** The same with the proof of the attempts before it: what each saw. */
  Judgement after(List<String> earlier) {
    if (earlier.isEmpty()) {
      return this;
    }
    Map<String, String> facts = new TreeMap<>(evidence.facts());
    for (int i = 0; i < earlier.size(); i++) {
      facts.put("attempt." + (i + 1), earlier.get(i));
    }
    return new Judgement(
        outcome,
        new Evidence(
            facts,
            evidence.numbers(),
            evidence.phases(),
            evidence.excerpt(),
            evidence.truncated()));
  }

  /** The same of a host: others that fail there may have the same cause. */
  Judgement lookedAt(Optional<String> host) {
    return outcome instanceof Failed(Failure failure) && failure.target().isEmpty()
        ? new Judgement(
            new Failed(
                new Failure(
                    failure.code(), failure.phase(), failure.summary(), failure.unmet(), host)),
            evidence)
        : this;
  }

  /** Our own trouble outweighs what a kind makes of it. */
  Judgement unlessBlind(Optional<Blind> blindness) {
    return blindness
        .filter(_ -> !(outcome instanceof Passed))
        .filter(_ -> !isUnmet())
        .map(blind -> new Judgement(blind, evidence))
        .orElse(this);
  }

  /** True where the target did not answer, or not as it should in its protocol. */
  boolean isUnreached() {
    return hasFailed() && !isUnmet();
  }

  /**
   * True where the failure is, or may be, one of time: which we may have lost ourselves.
   *
   * @param ofItsKind what else is one of time where this kind says it
   */
  boolean isOfTime(Set<String> ofItsKind) {
    return outcome instanceof Failed(Failure failure)
        && (failure.code().contains("timeout")
            || failure.code().contains("timed-out")
            || ofItsKind.contains(failure.code())
            || isOfTime(failure.unmet()));
  }

  /** What else was wrong stands, however long the look took. */
  private static boolean isOfTime(List<Unmet> unmet) {
    return !unmet.isEmpty() && unmet.stream().allMatch(Judgement::isOfTime);
  }

  /**
   * Of an expectation that also speaks of other things, only where it was a time that was wrong.
   */
  private static boolean isOfTime(Unmet unmet) {
    return TIMES.matcher(unmet.expression()).find()
        && (!unmet.found().contains(VALUE) || TIMES.matcher(unmet.found()).find());
  }

  private boolean isUnmet() {
    return outcome instanceof Failed(Failure failure) && !failure.unmet().isEmpty();
  }

  /**
   * The same at or after the deadline. A kind whose connection was closed under it says what it can
   * of the phase; an answer that came too late is no answer.
   */
  Judgement afterDeadline(Duration limit) {
    return switch (outcome) {
      case Failed(Failure failure) when failure.unmet().isEmpty() ->
          new Judgement(timedOut(failure, limit), evidence);
      case Failed _, Passed _ ->
          new Judgement(
              timedOut("evaluation", "the answer came too late to be judged", limit), evidence);
      case Outcome.Blind _, Outcome.Missed _ -> this;
    };
  }

  /** A kind that holds no connection has not got to the target, so it waits for itself. */
  static Judgement stuck(String kind) {
    String summary = "the " + kind + " probe did not end and held no connection, a fault of Vigie";
    return new Judgement(new Blind("internal-error", summary), Evidence.NONE);
  }

  /** Nothing was heard of the kind, not even when its connections were closed. */
  static Judgement silent(Duration limit) {
    return new Judgement(timedOut("probe", "the probe did not end", limit), Evidence.NONE);
  }

  private static Outcome timedOut(Failure failure, Duration limit) {
    return OF_THE_DEADLINE.contains(failure.code())
        ? new Failed(failure)
        : timedOut(failure.phase(), failure.summary(), limit);
  }

  private static Outcome timedOut(String phase, String detail, Duration limit) {
    String summary = "timed out after " + text(limit) + " in phase " + phase + ": " + detail;
    return new Failed(new Failure(TIMEOUT, phase, summary, List.of()));
  }

  static String text(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + "s"
        : duration.toMillis() + "ms";
  }
}
