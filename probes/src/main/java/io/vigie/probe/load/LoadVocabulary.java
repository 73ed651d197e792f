package io.vigie.probe.load;

import static dev.cel.common.types.SimpleType.DOUBLE;
import static dev.cel.common.types.SimpleType.DURATION;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;

import dev.cel.common.types.MapType;
import io.vigie.probe.burst.Latencies;
import io.vigie.probe.burst.Tally;
import io.vigie.probe.expect.Vocabulary;
import io.vigie.probe.net.Glossary;
import io.vigie.probe.net.Stage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an expectation may say of a load. */
final class LoadVocabulary {

  static final Stage LOAD = new Stage("load", "sending");
  static final List<Stage> STAGES = List.of(LOAD);

  private static final MapType COUNTS = MapType.create(STRING, INT);

  static final Vocabulary WORDS =
      new Glossary()
          .add("sent", INT, "How many requests were sent.")
          .add("succeeded", INT, "How many were answered by a status of 2xx.")
          .add("refused", INT, "How many were refused by a rate limiter.")
          .add("failed", INT, "How many came to nothing for another reason.")
          .add("byStatus", COUNTS, "How many answers had which status.")
          .add("troubles", COUNTS, "How many requests had no answer, by the code of the reason.")
          .add("p50", DURATION, "What half of those that succeeded did not exceed.")
          .add("p95", DURATION, "What 95 % of those that succeeded did not exceed.")
          .add("p99", DURATION, "What 99 % of those that succeeded did not exceed.")
          .add("fastest", DURATION, "The fastest of those that succeeded.")
          .add("slowest", DURATION, "The slowest of those that succeeded.")
          .add("throughput", DOUBLE, "How many succeeded per second.")
          .vocabulary(STAGES);

  private LoadVocabulary() {}

  static double throughput(Tally tally) {
    return tally.passed() * 1e9 / Math.max(1, tally.took().toNanos());
  }

  static Map<String, Object> facts(Tally tally) {
    Latencies latencies = tally.latencies();
    Map<String, Object> facts = new HashMap<>();
    facts.put("sent", tally.sent());
    facts.put("succeeded", tally.passed());
    facts.put("refused", tally.refused());
    facts.put("failed", tally.failed());
    facts.put("byStatus", tally.byStatus());
    facts.put("troubles", tally.troubles());
    facts.put("p50", latencies.percentile(50));
    facts.put("p95", latencies.percentile(95));
    facts.put("p99", latencies.percentile(99));
    facts.put("fastest", latencies.least());
    facts.put("slowest", latencies.most());
    facts.put("throughput", throughput(tally));
    return facts;
  }
}
