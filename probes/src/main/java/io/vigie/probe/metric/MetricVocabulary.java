package io.vigie.probe.metric;

import static dev.cel.common.types.SimpleType.DOUBLE;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;

import dev.cel.common.types.MapType;
import io.vigie.probe.expect.Absent;
import io.vigie.probe.expect.Vocabulary;
import io.vigie.probe.net.Glossary;
import io.vigie.probe.net.Stage;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an expectation may say of metrics. */
final class MetricVocabulary {

  static final Stage LOOK = new Stage("look", "reading the metrics");
  static final Stage WAIT = new Stage("wait", "waiting for the second look");
  static final List<Stage> STAGES = List.of(LOOK, WAIT);

  private static final MapType NUMBERS = MapType.create(STRING, DOUBLE);

  static final Vocabulary WORDS =
      new Glossary()
          .add("value", DOUBLE, "The value of the first of series, or of the query.")
          .add("values", NUMBERS, "The value of each of series, as it is written there.")
          .add("selected", INT, "How many series were selected in all.")
          .add("pageSeries", INT, "How many series the page has, or the result of the query.")
          .add("metricType", STRING, "What the page says the first one is, such as counter.")
          .add("format", STRING, "What was read: prometheus, openmetrics, or query.")
          .add("contentType", STRING, "The content type of the answer.")
          .add("increase", DOUBLE, "By how much value has grown, with over.")
          .add("increases", NUMBERS, "By how much each has grown, with over.")
          .add("perSecond", DOUBLE, "How fast value grows, with over.")
          .vocabulary(STAGES);

  private MetricVocabulary() {}

  /**
   * Facts of what was seen last.
   *
   * @param between how long apart the two looks were
   */
  static Map<String, Object> facts(
      Look last, Join join, Optional<Change> change, Duration between) {
    Map<String, Object> facts = new HashMap<>();
    Map<String, Double> values = last.values(join);
    facts.put("value", values.values().iterator().next());
    facts.put("values", values);
    facts.put("selected", last.selected());
    facts.put("pageSeries", (long) last.series());
    facts.put("metricType", last.firstType());
    facts.put("format", last.format());
    facts.put("contentType", last.contentType());
    change.ifPresentOrElse(seen -> grown(facts, seen, between), () -> notGrown(facts));
    return facts;
  }

  private static void grown(Map<String, Object> facts, Change change, Duration between) {
    double increase = change.increases().values().iterator().next();
    facts.put("increase", increase);
    facts.put("increases", change.increases());
    facts.put("perSecond", increase * 1e9 / between.toNanos());
  }

  private static void notGrown(Map<String, Object> facts) {
    Absent once = new Absent("there was one look only, over is not set");
    facts.put("increase", once);
    facts.put("increases", once);
    facts.put("perSecond", once);
  }
}
