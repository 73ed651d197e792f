package io.vigie.probe.scenario;

import io.vigie.probe.expect.Compilation;
import io.vigie.probe.expect.ExpectationCache;
import io.vigie.probe.expect.Expectations;
import io.vigie.probe.expect.Problem;
import io.vigie.probe.settings.InvalidSetting;
import java.util.List;

/** The expectations of steps, compiled once: settings are read again for each run. */
final class StepExpectations {

  private static final ExpectationCache COMPILED = new ExpectationCache(5_000);

  private StepExpectations() {}

  /** Fails with the first thing that is wrong. */
  static void check(List<String> expressions) {
    try {
      var _ = of(expressions);
    } catch (IllegalArgumentException e) {
      Compilation compiled = Expectations.compile(StepWords.ALL, expressions);
      Problem first = compiled.problems().getFirst();
      throw new InvalidSetting("expect", "number " + (first.index() + 1) + ", " + first.text());
    }
  }

  static Expectations of(List<String> expressions) {
    return COMPILED.get("scenario", StepWords.ALL, expressions);
  }
}
