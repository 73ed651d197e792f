package io.vigie.report.sample;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Notification;
import io.vigie.contract.check.Attestation;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.Confirm;
import io.vigie.contract.check.Declared;
import io.vigie.contract.check.Dependency;
import io.vigie.contract.check.Effect;
import io.vigie.contract.check.Heartbeat;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Maintenance;
import io.vigie.contract.check.Meaning;
import io.vigie.contract.check.Nature;
import io.vigie.contract.check.Phase;
import io.vigie.contract.check.Polarity;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.check.Schedule;
import io.vigie.contract.check.Severity;
import io.vigie.contract.check.Thresholds;
import io.vigie.contract.check.Vantage;
import io.vigie.contract.job.RunId;
import io.vigie.contract.result.Evidence;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Result;
import io.vigie.contract.state.ItemState;
import io.vigie.contract.state.ItemStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Makes messages about one item; what a test does not care about is plausible. */
public record Sample(
    ItemId item, String systemTitle, String title, String category, Severity severity) {

  public static final Duration EVERY = Duration.ofSeconds(60);

  public static Sample of(String item, Severity severity) {
    return new Sample(ItemId.parse(item), "Chrona", "API answers", "availability", severity);
  }

  public Sample titled(String newTitle) {
    return new Sample(item, systemTitle, newTitle, category, severity);
  }

  public Sample in(String newCategory) {
    return new Sample(item, systemTitle, title, newCategory, severity);
  }

  /** The same item, decided by something else than a probe. */
  public Check decidedBy(Nature nature, Schedule schedule) {
    Check probed = check();
    return new Check(
        item, "r-1", probed.meaning(), schedule, new Thresholds(1, 1, 1), nature, probed.route());
  }

  /** An item of which all that can be said is said, in the words of {@code text}. */
  public Check rich(String text) {
    Check plain = check(Optional.of(text), Optional.of(text), Optional.of(text));
    Meaning meaning = plain.meaning();
    ProbeOrder order = plain.order().orElseThrow();
    return new Check(
        item,
        "r-1",
        new Meaning(
            systemTitle,
            title,
            category,
            severity,
            meaning.owner(),
            meaning.why(),
            meaning.fix(),
            meaning.runbook(),
            meaning.source(),
            "en",
            meaning.tags(),
            Optional.of(Phase.PRODUCTION),
            Optional.of(Polarity.RECOMMENDED),
            Optional.of(
                new Declared(
                    Declared.Status.DONE,
                    Optional.of(LocalDate.of(2026, 10, 1)),
                    Optional.of(text))),
            Optional.of(text),
            Optional.of(text)),
        new Schedule.Cron(
            List.of("*/5 * * * *"), ZoneId.of("Europe/Paris"), Duration.ZERO, Optional.empty()),
        plain.thresholds(),
        new ProbeOrder(
            order.kind(),
            order.settings(),
            order.expect(),
            order.location(),
            order.timeout(),
            List.of("took < 1s"),
            Optional.of(new ProbeOrder.Retry(2, Duration.ofSeconds(3))),
            Optional.of(Effect.MAY_LOCK_OUT),
            Optional.empty()),
        plain.route(),
        Optional.of(new Vantage(List.of("outside", "inside"), 2)),
        Optional.of(new Confirm.AtLocation("inside")),
        List.of(
            new Dependency.OnItem(new ItemId(item.system(), item.environment(), "DEP-1")),
            new Dependency.OnSystem("idp", "production")),
        List.of(
            new Maintenance(
                text,
                new Maintenance.Recurring(
                    "0 3 * * *", ZoneId.of("Europe/Paris"), Duration.ofHours(1)))),
        Optional.empty());
  }

  /** The same definition, with times of maintenance. */
  public static Check maintained(Check check, Maintenance... maintenance) {
    return new Check(
        check.item(),
        check.revision(),
        check.meaning(),
        check.schedule(),
        check.thresholds(),
        check.nature(),
        check.route(),
        check.vantage(),
        check.confirm(),
        check.dependsOn(),
        List.of(maintenance),
        check.notApplicable());
  }

  /** The same definition, for a place where it does not apply. */
  public static Check notApplicable(Check check, String reason) {
    return new Check(
        check.item(),
        check.revision(),
        check.meaning(),
        check.schedule(),
        check.thresholds(),
        check.nature(),
        check.route(),
        check.vantage(),
        check.confirm(),
        check.dependsOn(),
        check.maintenance(),
        Optional.of(reason));
  }

  /** An item that is signed by one of {@code by}. */
  public Check signed(Duration validity, String... by) {
    return decidedBy(
        new Attestation("A restore was made and timed.", validity, List.of(by)),
        new Schedule.Every(validity, Duration.ZERO));
  }

  /** An item whose job reports every day. */
  public Check reported(Optional<Duration> longest) {
    return decidedBy(
        new Heartbeat(longest), new Schedule.Every(Duration.ofDays(1), Duration.ofHours(1)));
  }

  public Check check() {
    return check(
        Optional.of("Without it nobody can sign in."),
        Optional.of("systemctl restart chrona-api"),
        Optional.of("https://example.com/runbooks/api"));
  }

  public Check check(Optional<String> why, Optional<String> fix, Optional<String> runbook) {
    return new Check(
        item,
        "r-1",
        new Meaning(
            systemTitle,
            title,
            category,
            severity,
            Optional.of(new Meaning.Owner("platform", Optional.of("ops@example.com"))),
            why,
            fix,
            runbook,
            Optional.of("L725"),
            "en",
            List.of("public")),
        new Schedule.Every(EVERY, Duration.ZERO),
        new Thresholds(2, 3, 2),
        new ProbeOrder(
            "http",
            JsonNodeFactory.instance.objectNode().put("url", "https://api.example.com/health"),
            List.of("status == 200", "hsts.maxAge >= days(365)"),
            "outside",
            Duration.ofSeconds(10)),
        Check.DEFAULT_ROUTE);
  }

  public Result passed(Instant dueAt) {
    return result(dueAt, new Outcome.Passed("200 OK in 142 ms"), evidence("{\"status\":\"up\"}"));
  }

  public Result failed(Instant dueAt) {
    return failed(dueAt, "status must be 200, was 503");
  }

  public Result failed(Instant dueAt, String summary) {
    return result(
        dueAt,
        new Outcome.Failed(
            new Outcome.Failure(
                "expectation",
                "evaluate",
                summary,
                List.of(new Outcome.Unmet("status == 200", "503")))),
        evidence("<html><h1>Service Unavailable</h1></html>"));
  }

  public Result result(Instant dueAt, Outcome outcome, Evidence evidence) {
    return new Result(
        RunId.of(item, dueAt),
        item,
        "r-1",
        dueAt,
        dueAt.plusMillis(3),
        Duration.ofMillis(142),
        new Result.Seer("runner-1", "outside"),
        outcome,
        evidence);
  }

  public static Evidence evidence(String excerpt) {
    return new Evidence(
        Map.of("status", "200", "protocol", "h2", "remote", "203.0.113.7:443"),
        Map.of("status", 200.0),
        List.of(
            new Evidence.Phase("resolve", Duration.ofMillis(4)),
            new Evidence.Phase("connect", Duration.ofMillis(18)),
            new Evidence.Phase("tls", Duration.ofMillis(41)),
            new Evidence.Phase("processing", Duration.ofMillis(67)),
            new Evidence.Phase("transfer", Duration.ofMillis(12))),
        Optional.of(excerpt),
        false);
  }

  public ItemStatus state(ItemState state, long version, Instant since) {
    return state(state, version, since, "the last 2 results agree");
  }

  public ItemStatus state(ItemState state, long version, Instant since, String reason) {
    return new ItemStatus(item, version, state, since, since, reason, Optional.empty());
  }

  public Incident incident(long version, Instant openedAt, Optional<Instant> resolvedAt) {
    return new Incident(
        IncidentId.of(item, openedAt),
        version,
        item,
        severity,
        title,
        openedAt.minus(EVERY),
        openedAt,
        resolvedAt,
        Optional.of(openedAt.minus(EVERY.multipliedBy(2))),
        new Outcome.Failed(
            new Outcome.Failure(
                "expectation", "evaluate", "status must be 200, was 503", List.of())),
        resolvedAt.isPresent() ? "passes again" : "");
  }

  public Notification notification(
      Incident incident,
      String channel,
      Notification.Occasion occasion,
      Notification.Delivery delivery,
      long version) {
    String name = incident.id() + channel + occasion;
    boolean delivered = delivery == Notification.Delivery.DELIVERED;
    return new Notification(
        UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)),
        version,
        incident.id(),
        item,
        channel,
        occasion,
        delivery,
        delivered ? 1 : 4,
        incident.openedAt(),
        delivered ? Optional.of(incident.openedAt().plusMillis(300)) : Optional.empty(),
        delivered ? Optional.empty() : Optional.of("503 Service Unavailable"),
        delivered ? Optional.empty() : Optional.of("pager"));
  }
}
