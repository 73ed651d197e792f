package io.vigie.runner.run;

import io.vigie.contract.check.Polarity;
import io.vigie.probe.expect.Expectations;
import io.vigie.probe.expect.Verdict;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is expected of an answer.
 *
 * @param all what must hold, or must not hold all of it where it is forbidden
 * @param warn what must hold for a pass without a warning
 */
record Expected(Expectations all, Expectations warn, Polarity polarity) {

  /** Every expression, in the order in which they are judged. */
  List<String> expressions() {
    return Stream.concat(all.expressions().stream(), warn.expressions().stream()).toList();
  }

  /** What became of each of them. */
  List<Verdict> verdicts(Map<String, Object> facts) {
    return Stream.concat(all.verdicts(facts).stream(), warn.verdicts(facts).stream()).toList();
  }
}
