package io.vigie.runner.run;

import io.vigie.contract.result.Evidence;
import io.vigie.contract.result.Evidence.Phase;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Outcome.Blind;
import io.vigie.contract.result.Outcome.Failed;
import io.vigie.contract.result.Outcome.Failure;
import io.vigie.contract.result.Outcome.Missed;
import io.vigie.contract.result.Outcome.Passed;
import io.vigie.contract.result.Outcome.Unmet;
import io.vigie.runner.secret.Redactor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes what a run saw fit to leave the runner: without secrets, without control characters, and of
 * bounded size whatever the target sent. Confined to one run.
 */
final class EvidenceBounds {

  static final int TOTAL = 16 * 1024;
  static final int EXCERPT = 2 * 1024;
  static final int SUMMARY = 400;
  private static final int HOST = 253;
  private static final int FACT = 1024;
  private static final int NAME = 100;
  private static final int UNMET = 20;

  /** Redaction looks at this much of a text; a secret that is cut here leaves no beginning. */
  private static final int LOOKED_AT = 8 * 1024;

  /** JSON around an entry: quotes, colon, comma; a number has up to 24 digits. */
  private static final int AROUND = 32;

  /** JSON around a phase: two names and a duration. */
  private static final int AROUND_PHASE = 64;

  private final Redactor redactor;
  private int left = TOTAL - AROUND * 8;
  private boolean cut;

  EvidenceBounds(Redactor redactor) {
    this.redactor = redactor;
  }

  Evidence applyTo(Evidence evidence) {
    Optional<String> excerpt = evidence.excerpt().map(text -> cleaned(text, EXCERPT));
    excerpt.ifPresent(text -> left -= BoundedText.cost(text));
    List<Phase> phases = phases(evidence.phases());
    Map<String, Double> numbers = numbers(evidence.numbers());
    Map<String, String> facts = facts(evidence.facts());
    return new Evidence(facts, numbers, phases, excerpt, evidence.truncated() || cut);
  }

  Outcome applyTo(Outcome outcome) {
    return switch (outcome) {
      case Passed(String summary, var warnings) -> new Passed(line(summary), unmet(warnings));
      case Failed(Failure failure) -> new Failed(failure(failure));
      case Blind(String code, String summary) -> new Blind(line(code), line(summary));
      case Missed(String summary, var runs) -> new Missed(line(summary), runs);
    };
  }

  /** One line of bounded length, redacted. */
  String line(String text) {
    return BoundedText.oneLine(cleaned(text, SUMMARY));
  }

  private Failure failure(Failure failure) {
    return new Failure(
        line(failure.code()),
        line(failure.phase()),
        line(failure.summary()),
        unmet(failure.unmet()),
        failure.target().map(this::line).map(host -> BoundedText.start(host, HOST)));
  }

  private List<Unmet> unmet(List<Unmet> all) {
    return all.stream()
        .limit(UNMET)
        .map(one -> new Unmet(line(one.expression()), line(one.found())))
        .toList();
  }

  private List<Phase> phases(List<Phase> phases) {
    List<Phase> kept = new ArrayList<>();
    for (Phase phase : phases) {
      String name = cleaned(phase.name(), NAME);
      if (fits(AROUND_PHASE + BoundedText.cost(name))) {
        kept.add(new Phase(name, phase.took()));
      }
    }
    return kept;
  }

  private Map<String, Double> numbers(Map<String, Double> numbers) {
    Map<String, Double> kept = new TreeMap<>();
    numbers.forEach(
        (name, number) -> {
          String key = cleaned(name, NAME);
          if (Double.isFinite(number) && fits(AROUND + BoundedText.cost(key))) {
            kept.put(key, number);
          }
        });
    return kept;
  }

  private Map<String, String> facts(Map<String, String> facts) {
    Map<String, String> kept = new TreeMap<>();
    facts.forEach(
        (name, value) -> {
          if (!fits(AROUND)) {
            return;
          }
          left += AROUND;
          String key = cleaned(name, NAME);
          String fact = cleaned(value, FACT);
          if (fits(AROUND + BoundedText.cost(key) + BoundedText.cost(fact))) {
            kept.put(key, fact);
          }
        });
    return kept;
  }

  private boolean fits(int cost) {
    if (cost > left) {
      cut = true;
      return false;
    }
    left -= cost;
    return true;
  }

  private String cleaned(String text, int limit) {
    String looked = BoundedText.start(text, LOOKED_AT);
    String redacted = redactor.redact(looked);
    String harmless = BoundedText.withoutControls(redacted);
    // Again where there were control characters: a target may hide a secret behind them.
    String clean = harmless.equals(redacted) ? redacted : redactor.redact(harmless);
    String bounded = BoundedText.start(clean, limit);
    cut |=
        looked.length() < text.length()
            || (!BoundedText.isShort(bounded, limit - 4) && BoundedText.cost(bounded) > limit - 4);
    return bounded;
  }
}
