package io.vigie.report.sample;

import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.Notification.Delivery;
import io.vigie.contract.alert.Notification.Occasion;
import io.vigie.contract.check.ChecklistReport;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Maintenance;
import io.vigie.contract.check.RollUp;
import io.vigie.contract.check.Schedule;
import io.vigie.contract.check.Severity;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Result;
import io.vigie.contract.state.ItemState;
import io.vigie.contract.state.ItemStatus;
import io.vigie.contract.wire.MessageType;
import io.vigie.contract.wire.Topic;
import io.vigie.embedded.Infrastructure;
import io.vigie.report.attest.Signing;
import io.vigie.report.attest.SigningRule;
import io.vigie.runtime.time.ClockProducer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Starts a broker and a database with five systems in them, for looking at the pages while working
 * on them. Prints the settings with which report-api finds the two, and goes on sending results.
 */
public final class SamplePages {

  private static final String[][] ITEMS = {
    {"CH-001", "API answers within 500 ms", "availability", "P0"},
    {"CH-002", "Sign-in page is served", "availability", "P0"},
    {"CH-003", "Search answers", "availability", "P1"},
    {"CH-080", "HTTP is redirected to HTTPS", "security", "P0"},
    {"CH-089", "HSTS on the API", "security", "P0"},
    {"CH-090", "Content-Security-Policy is set", "security", "P1"},
    {"CH-091", "Server version is not disclosed", "security", "P2"},
    {"CH-099", "Backup of last night is there", "data", "P0"},
    {"CH-100", "Replica is not behind", "data", "P1"},
    {"CH-120", "Metrics endpoint is closed to the world", "observability", "P1"},
    {"CH-121", "Status page is up", "observability", "P2"},
    {"CH-130", "Certificate is valid for 21 days and more", "certificates", "P0"},
  };

  private final Sender sender;
  private final Instant now;
  private final Random random = new Random(7);

  private SamplePages(Sender sender, Instant now) {
    this.sender = sender;
    this.now = now.truncatedTo(ChronoUnit.SECONDS);
  }

  public static void main(String[] arguments) throws InterruptedException {
    Infrastructure infrastructure = Infrastructure.shared();
    var clock = ClockProducer.system();
    System.out.println("KAFKA_BOOTSTRAP_SERVERS=" + infrastructure.kafkaBootstrap());
    System.out.println("QUARKUS_DATASOURCE_REPORT_JDBC_URL=" + infrastructure.jdbcUrl());
    System.out.println("QUARKUS_DATASOURCE_REPORT_USERNAME=" + infrastructure.username());
    System.out.println("QUARKUS_DATASOURCE_REPORT_PASSWORD=" + infrastructure.password());
    Sender sender = new Sender(infrastructure.kafkaBootstrap());
    new SamplePages(sender, clock.instant()).sendAll();
    System.out.println("sent");
    while (!new CountDownLatch(1).await(20, TimeUnit.SECONDS)) {
      new SamplePages(sender, clock.instant()).sendNewest();
    }
  }

  private void sendAll() {
    system(
        "chrona",
        "production",
        "Chrona",
        Map.of("CH-089", ItemState.FAILING, "CH-003", ItemState.STALE));
    natures();
    new SampleIncidents(sender, "chrona/production", now).sendAll();
    system("boutique", "production", "Boutique en ligne", Map.of("CH-099", ItemState.UNKNOWN));
    system("wiki", "production", "Wiki", Map.of("CH-090", ItemState.FAILING));
    system("relay", "staging", "Mail relay", Map.of("CH-121", ItemState.FAILING));
    system("vigie", "production", "Vigie", Map.of());
    sender.send(
        Topic.CHECKLISTS,
        MessageType.CHECKLIST,
        new ChecklistReport(
            "chrona/production.yaml",
            now,
            12,
            List.of(
                new ChecklistReport.Problem(
                    ChecklistReport.Gravity.ERROR,
                    42,
                    7,
                    "items[3].evry",
                    "unknown key \"evry\"; did you mean \"every\"?"),
                new ChecklistReport.Problem(
                    ChecklistReport.Gravity.ERROR,
                    58,
                    13,
                    "items[5].http.url",
                    "must be an absolute URL, was \"htps:/api\""),
                new ChecklistReport.Problem(
                    ChecklistReport.Gravity.WARNING, 71, 5, "items[6]", "has no runbook"))));
  }

  /** One item of each kind that the others are not. */
  private void natures() {
    Instant since = now.minus(Duration.ofHours(30));
    Sample backup = chrona("CH-150", "Nightly backup has run", "data", Severity.P0);
    Sample restore = chrona("RF-59", "A restore was tested", "data", Severity.P0);
    Sample hardened = chrona("CH-123", "The front is hardened", "security", Severity.P1);
    Sample redis = chrona("CH-160", "Redis asks for a password", "security", Severity.P0);
    Sample rich = chrona("CH-170", "Admin area is not reachable", "security", Severity.P1);
    sender
        .send(Topic.CHECKS, MessageType.CHECK, backup.reported(Optional.of(Duration.ofHours(3))))
        .send(Topic.CHECKS, MessageType.CHECK, restore.signed(Duration.ofDays(90), "ops", "dba"))
        .send(
            Topic.CHECKS,
            MessageType.CHECK,
            hardened.decidedBy(tree(), new Schedule.OnDeploy(Duration.ZERO)))
        .send(
            Topic.CHECKS,
            MessageType.CHECK,
            Sample.notApplicable(redis.check(), "Redis is not used"))
        .send(
            Topic.CHECKS,
            MessageType.CHECK,
            Sample.maintained(
                rich.rich("Close the port on the load balancer"),
                new Maintenance(
                    "database upgrade",
                    new Maintenance.Once(
                        now.minus(Duration.ofHours(1)), now.plus(Duration.ofHours(2))))))
        .send(Topic.STATES, MessageType.STATUS, backup.state(ItemState.PASSING, 2, since))
        .send(Topic.STATES, MessageType.STATUS, restore.state(ItemState.PASSING, 1, since))
        .send(
            Topic.STATES,
            MessageType.STATUS,
            backup.state(ItemState.FAILING, 1, since.minus(Duration.ofHours(4))))
        .send(
            Topic.STATES,
            MessageType.STATUS,
            hardened.state(ItemState.FAILING, 1, since, "CH-089 fails"))
        .send(Topic.STATES, MessageType.STATUS, rich.state(ItemState.FAILING, 1, since))
        .send(Topic.RESULTS, MessageType.RESULT, rich.failed(now.minusSeconds(30)))
        .send(Topic.RESULTS, MessageType.RESULT, signature(restore))
        .send(Topic.RESULTS, MessageType.RESULT, backup.passed(now.minus(Duration.ofHours(9))));
  }

  private Result signature(Sample item) {
    return ((Signing.Signed)
            SigningRule.decide(
                item.signed(Duration.ofDays(90), "ops"),
                "ops",
                Optional.of("Restored the dump of the 3rd on db-test; took 43 min."),
                now.minus(Duration.ofDays(12))))
        .result();
  }

  private static RollUp tree() {
    return new RollUp(
        new RollUp.All(
            List.of(
                member("CH-080"),
                member("CH-089"),
                new RollUp.Any(List.of(member("CH-090"), member("RF-59"))),
                new RollUp.Not(member("CH-404")))));
  }

  private static RollUp.Tree member(String item) {
    return new RollUp.Member(new ItemId("chrona", "production", item));
  }

  private static Sample chrona(String item, String title, String category, Severity severity) {
    return new Sample(
        new ItemId("chrona", "production", item), "Chrona", title, category, severity);
  }

  private void sendNewest() {
    for (String system :
        List.of(
            "chrona/production",
            "boutique/production",
            "wiki/production",
            "relay/staging",
            "vigie/production")) {
      for (String[] item : ITEMS) {
        Sample sample = Sample.of(system + "/" + item[0], Severity.valueOf(item[3]));
        sender.send(
            Topic.RESULTS,
            MessageType.RESULT,
            varied(sample, now, item[0].equals("CH-089") && system.startsWith("chrona")));
      }
    }
  }

  private void system(
      String system, String environment, String title, Map<String, ItemState> states) {
    for (String[] item : ITEMS) {
      Sample sample =
          new Sample(
              new ItemId(system, environment, item[0]),
              title,
              item[1],
              item[2],
              Severity.valueOf(item[3]));
      item(sample, states.getOrDefault(item[0], ItemState.PASSING));
    }
  }

  private void item(Sample sample, ItemState state) {
    sender.send(Topic.CHECKS, MessageType.CHECK, sample.check());
    boolean failing = state == ItemState.FAILING;
    for (int i = 70; i >= 0; i--) {
      Instant due = now.minus(Duration.ofMinutes(i)).minusSeconds(random.nextInt(3));
      sender.send(
          Topic.RESULTS, MessageType.RESULT, varied(sample, due, (failing && i < 13) || i == 40));
    }
    Instant since = failing ? now.minus(Duration.ofMinutes(12)) : now.minus(Duration.ofHours(31));
    Incident incident = sample.incident(1, since, Optional.empty());
    ItemStatus status = sample.state(state, 1, since, reason(state));
    sender.send(
        Topic.STATES,
        MessageType.STATUS,
        sample.item().item().equals("CH-121") ? warned(status) : status);
    if (failing) {
      sender.send(Topic.INCIDENTS, MessageType.INCIDENT, incident);
      told(sample, incident, "slack #ops", Delivery.DELIVERED);
      told(sample, incident, "email ops@example.com", Delivery.UNDELIVERED);
    } else if (sample.item().item().equals("CH-002")) {
      Incident over =
          sample.incident(
              1, now.minus(Duration.ofHours(26)), Optional.of(now.minus(Duration.ofHours(25))));
      sender.send(Topic.INCIDENTS, MessageType.INCIDENT, over);
      told(sample, over, "slack #ops", Delivery.DELIVERED);
    }
  }

  private static ItemStatus warned(ItemStatus status) {
    return new ItemStatus(
        status.item(),
        status.version(),
        status.state(),
        status.since(),
        status.asOf(),
        status.reason(),
        status.incident(),
        Optional.of("took < 1 s: took 1.4 s"));
  }

  private void told(Sample sample, Incident incident, String channel, Delivery delivery) {
    sender.send(
        Topic.INCIDENTS,
        MessageType.NOTIFICATION,
        sample.notification(incident, channel, Occasion.OPENED, delivery, 1));
  }

  private Result varied(Sample sample, Instant due, boolean failing) {
    Result result =
        failing
            ? sample.failed(due, "hsts.maxAge >= days(365): the header is missing")
            : sample.passed(due);
    Duration took = Duration.ofMillis(90 + random.nextInt(120) + (failing ? 300 : 0));
    return new Result(
        result.run(),
        result.item(),
        result.revision(),
        due,
        due,
        took,
        result.seer(),
        failing ? unmet() : new Outcome.Passed("200 OK in " + took.toMillis() + " ms"),
        result.evidence());
  }

  private static Outcome unmet() {
    return new Outcome.Failed(
        new Outcome.Failure(
            "expectation",
            "evaluate",
            "hsts.maxAge >= days(365): the header Strict-Transport-Security is missing",
            List.of(new Outcome.Unmet("hsts.maxAge >= days(365)", "no such header"))));
  }

  private static String reason(ItemState state) {
    return switch (state) {
      case PASSING -> "2 results in a row passed";
      case FAILING -> "2 of the last 3 results failed";
      case UNKNOWN -> "the resolver of runner-1 does not answer";
      case STALE -> "no result for 4 min";
      case PENDING -> "no result yet";
      case WAIVED -> "accepted until the next release";
      case NOT_APPLICABLE -> "Redis is not used";
    };
  }
}
