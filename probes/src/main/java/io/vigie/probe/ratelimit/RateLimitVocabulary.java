package io.vigie.probe.ratelimit;

import static dev.cel.common.types.SimpleType.DURATION;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;

import dev.cel.common.types.MapType;
import io.vigie.probe.burst.Tally;
import io.vigie.probe.expect.Absent;
import io.vigie.probe.expect.Vocabulary;
import io.vigie.probe.net.Glossary;
import io.vigie.probe.net.Stage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an expectation may say of a limiter. */
final class RateLimitVocabulary {

  static final Stage BURST = new Stage("burst", "sending");
  static final Stage RECOVERY = new Stage("recovery", "waiting for a request to pass again");
  static final List<Stage> STAGES = List.of(BURST, RECOVERY);

  private static final MapType COUNTS = MapType.create(STRING, INT);

  static final Vocabulary WORDS =
      new Glossary()
          .add("sent", INT, "How many requests were sent, without those for the recovery.")
          .add("passed", INT, "How many were answered by a status below 500 that is no refusal.")
          .add("refused", INT, "How many were refused by the limiter.")
          .add("failed", INT, "How many came to nothing for another reason.")
          .add("firstRefusalAt", INT, "Which request, in the order of sending, was refused first.")
          .add("byStatus", COUNTS, "How many answers had which status.")
          .add("troubles", COUNTS, "How many requests had no answer, by the code of the reason.")
          .add("retryAfter", DURATION, "What the first refusal that says so asks to wait.")
          .add("recoveredAfter", DURATION, "When a request passed again, with recovery.")
          .vocabulary(STAGES);

  private RateLimitVocabulary() {}

  static Map<String, Object> facts(Tally tally, Optional<Recovery> recovery) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("sent", tally.sent());
    facts.put("passed", tally.passed());
    facts.put("refused", tally.refused());
    facts.put("failed", tally.failed());
    facts.put("firstRefusalAt", (long) tally.firstRefusalAt().orElseThrow());
    facts.put("byStatus", tally.byStatus());
    facts.put("troubles", tally.troubles());
    facts.put("retryAfter", orAbsent(tally.retryAfter(), "no refusal has a Retry-After"));
    facts.put(
        "recoveredAfter", orAbsent(recovery.map(Recovery::after), "recovery is not looked at"));
    return facts;
  }

  private static Object orAbsent(Optional<?> value, String why) {
    return value.map(Object.class::cast).orElseGet(() -> new Absent(why));
  }
}
