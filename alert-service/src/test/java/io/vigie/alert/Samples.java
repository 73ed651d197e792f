package io.vigie.alert;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Meaning;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.check.Schedule;
import io.vigie.contract.check.Severity;
import io.vigie.contract.check.Thresholds;
import io.vigie.contract.job.RunId;
import io.vigie.contract.result.Evidence;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Checks and results to try things with. */
public final class Samples {

  /** When the stories of the tests begin. */
  public static final Instant START = Instant.parse("2026-11-20T08:00:00Z");

  private Samples() {}

  public static ItemId item(String name) {
    return new ItemId("chrona", "production", name);
  }

  /** A check every 10 s that fails at once and recovers at once. */
  public static Check check(String name) {
    return check(item(name), new Thresholds(1, 1, 1), "default");
  }

  public static Check check(ItemId item, Thresholds thresholds, String route) {
    return check(item, thresholds, route, "r1", meaning("Sign-in answers"));
  }

  public static Check check(
      ItemId item, Thresholds thresholds, String route, String revision, Meaning meaning) {
    return new Check(
        item,
        revision,
        meaning,
        new Schedule.Every(Duration.ofSeconds(10), Duration.ZERO),
        thresholds,
        probe("https://example.com/" + item.item()),
        route);
  }

  public static ProbeOrder probe(String url) {
    return new ProbeOrder(
        "http",
        JsonNodeFactory.instance.objectNode().put("url", url),
        List.of("status == 200"),
        "outside",
        Duration.ofSeconds(5));
  }

  public static Meaning meaning(String title) {
    return meaning(title, "en");
  }

  public static Meaning meaning(String title, String language) {
    return new Meaning(
        "Chrona",
        title,
        "availability",
        Severity.P0,
        Optional.of(new Meaning.Owner("team-chrona", Optional.empty())),
        Optional.of("Nobody can sign in."),
        Optional.of("Restart the gateway."),
        Optional.of("https://example.com/runbook#sign-in"),
        Optional.empty(),
        language,
        List.of());
  }

  public static Result passed(ItemId item, Instant dueAt) {
    return result(item, dueAt, new Outcome.Passed("200 in 12 ms"));
  }

  public static Result failed(ItemId item, Instant dueAt) {
    return result(item, dueAt, new Outcome.Failed(failure("status was 503")));
  }

  public static Result blind(ItemId item, Instant dueAt) {
    return result(item, dueAt, new Outcome.Blind("resolver", "the resolver did not answer"));
  }

  public static Result missed(ItemId item, Instant dueAt) {
    return result(item, dueAt, new Outcome.Missed("too late"));
  }

  public static Outcome.Failure failure(String summary) {
    return new Outcome.Failure(
        "expectation", "evaluate", summary, List.of(new Outcome.Unmet("status == 200", "503")));
  }

  public static Result result(ItemId item, Instant dueAt, Outcome outcome) {
    return new Result(
        RunId.of(item, dueAt),
        item,
        "r1",
        dueAt,
        dueAt,
        Duration.ofMillis(12),
        new Result.Seer("r-1", "outside"),
        outcome,
        Evidence.NONE);
  }
}
