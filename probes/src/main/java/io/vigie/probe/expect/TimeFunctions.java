package io.vigie.probe.expect;

import static dev.cel.common.types.SimpleType.DURATION;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;
import static dev.cel.common.types.SimpleType.TIMESTAMP;

import dev.cel.common.types.CelType;
import dev.cel.runtime.CelFunctionOverload.Unary;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Durations and dates. What counts from the present counts from the instant at which the probe
 * looked ({@link Vocabulary#NOW}): judging the same answer again gives the same verdict.
 */
final class TimeFunctions {

  static final List<LanguageFunction> ALL =
      List.of(
          duration("days", ChronoUnit.DAYS),
          duration("hours", ChronoUnit.HOURS),
          duration("minutes", ChronoUnit.MINUTES),
          duration("seconds", ChronoUnit.SECONDS),
          duration("millis", ChronoUnit.MILLIS),
          date("date", DateText::ofIso).refusing(text -> DateText.ofIso(text)),
          date("httpDate", DateText::ofHttp).refusing(text -> DateText.ofHttp(text)),
          ofInstant("age", DURATION, then -> Duration.between(then, Evaluation.now())),
          ofInstant("daysUntil", INT, TimeFunctions::daysUntil));

  private TimeFunctions() {}

  private static LanguageFunction duration(String name, ChronoUnit unit) {
    return LanguageFunction.of(
        name,
        LanguageFunction.call(
            name + "_int", DURATION, INT, Long.class, amount -> Duration.of(amount, unit)));
  }

  private static LanguageFunction date(String name, Unary<String> meaning) {
    return LanguageFunction.of(
        name, LanguageFunction.call(name + "_string", TIMESTAMP, STRING, String.class, meaning));
  }

  private static LanguageFunction ofInstant(String name, CelType result, Unary<Instant> meaning) {
    return LanguageFunction.of(
        name,
        LanguageFunction.call(name + "_timestamp", result, TIMESTAMP, Instant.class, meaning));
  }

  /** Whole days; negative from the moment it is over. */
  private static long daysUntil(Instant then) {
    return Math.floorDiv(Duration.between(Evaluation.now(), then).toSeconds(), 86_400L);
  }
}
