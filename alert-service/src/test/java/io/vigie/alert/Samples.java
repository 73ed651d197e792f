package io.vigie.alert;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vigie.contract.alert.Acknowledgement;
import io.vigie.contract.alert.Matcher;
import io.vigie.contract.alert.Silence;
import io.vigie.contract.check.Attestation;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Confirm;
import io.vigie.contract.check.Dependency;
import io.vigie.contract.check.Heartbeat;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Maintenance;
import io.vigie.contract.check.Meaning;
import io.vigie.contract.check.Nature;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.check.RollUp;
import io.vigie.contract.check.Schedule;
import io.vigie.contract.check.Severity;
import io.vigie.contract.check.Thresholds;
import io.vigie.contract.check.Vantage;
import io.vigie.contract.job.Cause;
import io.vigie.contract.job.RunId;
import io.vigie.contract.result.Evidence;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Result;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

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

  /** A check of another nature, with a schedule of its own. */
  public static Check natured(ItemId item, Nature nature, Schedule schedule) {
    return new Check(
        item,
        "r1",
        meaning("Title of " + item.item()),
        schedule,
        Thresholds.DEFAULT,
        nature,
        "default");
  }

  /** A job that reports every day at 02:00 in Paris and may be an hour late. */
  public static Check nightly(String name) {
    return natured(
        item(name),
        new Heartbeat(Optional.empty()),
        new Schedule.Cron(
            List.of("0 2 * * *"),
            ZoneId.of("Europe/Paris"),
            Duration.ofHours(1),
            Optional.empty()));
  }

  /** Something to be signed every 90 days. */
  public static Check attestation(String name) {
    Duration validity = Duration.ofDays(90);
    return natured(
        item(name),
        new Attestation("It was restored.", validity, List.of("ops")),
        new Schedule.Every(validity, Duration.ZERO));
  }

  public static Check rollUp(ItemId item, RollUp.Tree tree) {
    return natured(
        item, new RollUp(tree), new Schedule.Every(Duration.ofMinutes(1), Duration.ZERO));
  }

  /** All of some items. */
  public static RollUp.Tree all(ItemId... members) {
    return new RollUp.All(
        Stream.of(members).map(member -> (RollUp.Tree) new RollUp.Member(member)).toList());
  }

  public static Check seenFrom(Check check, int quorum, String... locations) {
    Vantage vantage = new Vantage(List.of(locations), quorum);
    return special(
        check, Optional.of(vantage), check.confirm(), check.maintenance(), check.notApplicable());
  }

  public static Check confirmed(Check check, Confirm confirm) {
    return special(
        check, check.vantage(), Optional.of(confirm), check.maintenance(), check.notApplicable());
  }

  public static Check maintained(Check check, Instant from, Instant to) {
    Maintenance once = new Maintenance("move", new Maintenance.Once(from, to));
    return special(check, check.vantage(), check.confirm(), List.of(once), check.notApplicable());
  }

  /** The same check, which cannot work without others. */
  public static Check dependent(Check check, String... needs) {
    return new Check(
        check.item(),
        check.revision() + "'",
        check.meaning(),
        check.schedule(),
        check.thresholds(),
        check.nature(),
        check.route(),
        check.vantage(),
        check.confirm(),
        Stream.of(needs).map(Dependency::parse).toList(),
        check.maintenance(),
        check.notApplicable());
  }

  public static Check excluded(Check check, String why) {
    return special(check, check.vantage(), check.confirm(), check.maintenance(), Optional.of(why));
  }

  private static Check special(
      Check check,
      Optional<Vantage> vantage,
      Optional<Confirm> confirm,
      List<Maintenance> maintenance,
      Optional<String> notApplicable) {
    return new Check(
        check.item(),
        check.revision() + "'",
        check.meaning(),
        check.schedule(),
        check.thresholds(),
        check.nature(),
        check.route(),
        vantage,
        confirm,
        check.dependsOn(),
        maintenance,
        notApplicable);
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
    return meaning(title, language, Severity.P0);
  }

  public static Meaning meaning(String title, Severity severity) {
    return meaning(title, "en", severity);
  }

  private static Meaning meaning(String title, String language, Severity severity) {
    return new Meaning(
        "Chrona",
        title,
        "availability",
        severity,
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

  /** A host that cannot be reached. */
  public static Result unreached(ItemId item, Instant dueAt, String host) {
    return result(
        item,
        dueAt,
        new Outcome.Failed(
            new Outcome.Failure(
                "connection-refused",
                "connect",
                "connection refused",
                List.of(),
                Optional.of(host))));
  }

  /** What one of several places says. */
  public static Result from(String location, ItemId item, Instant dueAt, Outcome outcome) {
    return new Result(
        RunId.of(item, dueAt, location),
        item,
        "r1",
        dueAt,
        dueAt,
        Duration.ofMillis(12),
        new Result.Seer("r-" + location, location),
        outcome,
        Evidence.NONE);
  }

  /** What a second runner says that was asked whether it sees a failure too. */
  public static Result confirmation(ItemId item, Instant dueAt, Outcome outcome) {
    return new Result(
        RunId.of(item, dueAt),
        item,
        "r1",
        dueAt,
        dueAt,
        Duration.ofMillis(12),
        new Result.Seer("r-2", "inside"),
        outcome,
        Evidence.NONE,
        Optional.of(Cause.CONFIRMATION),
        Optional.empty());
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

  /** Anne has everything silenced from {@link #START} until then, for a deployment. */
  public static Silence silence(Instant until) {
    return silence(Matcher.ALL, until, Optional.empty());
  }

  /** The same of some items; ended early where that is given. */
  public static Silence silence(Matcher matcher, Instant until, Optional<Instant> ended) {
    return new Silence(
        UUID.randomUUID(),
        1,
        matcher,
        "deployment",
        "anne",
        START,
        until,
        ended.map(when -> new Acknowledgement("anne", when)));
  }
}
