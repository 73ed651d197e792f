package io.vigie.probe.redirect;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;

import dev.cel.common.types.ListType;
import dev.cel.common.types.StructType;
import io.vigie.probe.expect.Vocabulary;
import io.vigie.probe.net.Glossary;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an expectation may say of a way. */
final class RedirectVocabulary {

  private static final StructType STEP =
      Glossary.record("Step", Map.of("url", STRING, "status", INT, "location", STRING));

  static final Vocabulary WORDS =
      new Glossary()
          .add("status", INT, "The status of the first answer.")
          .add("location", STRING, "Where the first answer leads, as an absolute URL.")
          .add("permanent", BOOL, "Whether the first answer says so: 301 or 308.")
          .add("toHttps", BOOL, "Whether the first answer leads to https.")
          .add("sameHost", BOOL, "Whether the first answer leads to the same host.")
          .add("samePath", BOOL, "Whether the first answer keeps path and query.")
          .add("redirectCount", INT, "How many redirects follow each other.")
          .add("finalUrl", STRING, "The URL that does not redirect any more.")
          .add("finalStatus", INT, "The status of its answer.")
          .add("steps", ListType.create(STEP), "All answers: url, status, location.")
          .vocabulary(List.of());

  private RedirectVocabulary() {}

  /** Facts of a way of at least two steps. */
  static Map<String, Object> facts(List<Step> steps, Instant now, Duration duration) {
    Step first = steps.getFirst();
    Step last = steps.getLast();
    URI to = first.location().orElseThrow();
    Map<String, Object> facts = new HashMap<>();
    facts.put("status", first.status());
    facts.put("location", to.toString());
    facts.put("permanent", first.status() == 301 || first.status() == 308);
    facts.put("toHttps", Step.isSecure(to));
    facts.put("sameHost", Step.isSameHost(first.url(), to));
    facts.put("samePath", Step.isSamePath(first.url(), to));
    facts.put("redirectCount", steps.size() - 1L);
    facts.put("finalUrl", last.url().toString());
    facts.put("finalStatus", last.status());
    facts.put("steps", steps.stream().map(Step::fields).toList());
    facts.put(Vocabulary.NOW, now);
    facts.put("duration", duration);
    return facts;
  }
}
