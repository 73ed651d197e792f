package io.vigie.contract.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vigie.contract.alert.Acknowledgement;
import io.vigie.contract.alert.Fold;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Matcher;
import io.vigie.contract.alert.Members;
import io.vigie.contract.alert.Notification;
import io.vigie.contract.alert.Remark;
import io.vigie.contract.alert.Sightings;
import io.vigie.contract.alert.Silence;
import io.vigie.contract.alert.Waiver;
import io.vigie.contract.check.Attestation;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ChecklistReport;
import io.vigie.contract.check.Confirm;
import io.vigie.contract.check.Declared;
import io.vigie.contract.check.Dependency;
import io.vigie.contract.check.Effect;
import io.vigie.contract.check.Heartbeat;
import io.vigie.contract.check.Hours;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Maintenance;
import io.vigie.contract.check.Meaning;
import io.vigie.contract.check.Nature;
import io.vigie.contract.check.Phase;
import io.vigie.contract.check.Polarity;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.check.RollUp;
import io.vigie.contract.check.Schedule;
import io.vigie.contract.check.Severity;
import io.vigie.contract.check.Thresholds;
import io.vigie.contract.check.Vantage;
import io.vigie.contract.command.Command;
import io.vigie.contract.job.Cause;
import io.vigie.contract.job.Job;
import io.vigie.contract.job.RunId;
import io.vigie.contract.result.Evidence;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Result;
import io.vigie.contract.state.ItemState;
import io.vigie.contract.state.ItemStatus;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** One message of each type with every field filled, so that a golden file shows them all. */
final class Samples {

  private static final ItemId ITEM = new ItemId("chrona", "production", "CH-089");
  private static final Instant DUE = Instant.parse("2026-11-20T09:41:00Z");
  private static final IncidentId INCIDENT = IncidentId.of(ITEM, DUE);
  private static final ItemId OTHER = new ItemId("chrona", "production", "CH-080");
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final Hours OFFICE =
      new Hours(
          List.of(new Hours.Span(LocalTime.of(9, 0), LocalTime.of(18, 0))),
          Set.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
          PARIS);
  private static final Outcome FAILED =
      new Outcome.Failed(
          new Outcome.Failure(
              "expectation",
              "expect",
              "status was 503",
              List.of(new Outcome.Unmet("status == 200", "status was 503")),
              Optional.of("api.example.com")));

  private Samples() {}

  static <T> T of(MessageType<T> type) {
    return type.record().cast(sample(type));
  }

  private static Object sample(MessageType<?> type) {
    return switch (type.name()) {
      case "check" -> check();
      case "job" ->
          new Job(
              RunId.of(ITEM, DUE),
              ITEM,
              "3f9a1c",
              order(),
              DUE,
              DUE.plus(Duration.ofSeconds(30)),
              Optional.of(Cause.CONFIRMATION),
              Optional.of("r-1"),
              Optional.of(Severity.P0));
      case "result" -> result();
      case "status" ->
          new ItemStatus(
              ITEM,
              7,
              ItemState.FAILING,
              DUE,
              DUE,
              "status was 503",
              Optional.of(INCIDENT),
              Optional.of("duration was 1.2s"),
              Optional.of(new Waiver("ops", "accepted until 2.1", DUE, DUE.plusSeconds(86_400))));
      case "incident" -> incident();
      case "notification" -> notification();
      case "silence" -> silence();
      case "checklist" -> report();
      case "command" ->
          command(
              new Command.RunNow(
                  ITEM, Cause.CONFIRMATION, Optional.of("inside"), Optional.of("r-1")));
      default -> throw new AssertionError("no sample for message type " + type.name());
    };
  }

  private static ProbeOrder order() {
    return new ProbeOrder(
        "http",
        JsonNodeFactory.instance.objectNode().put("url", "https://api.example.com/health"),
        List.of("hsts.maxAge >= days(365)"),
        ProbeOrder.DEFAULT_LOCATION,
        Duration.ofSeconds(10),
        List.of("duration < seconds(1)"),
        Optional.of(new ProbeOrder.Retry(2, Duration.ofSeconds(1))),
        Optional.of(Effect.READ_ONLY),
        Optional.of(Polarity.REQUIRED));
  }

  private static Check check() {
    return check(
        new Schedule.Every(Duration.ofMinutes(1), Duration.ofSeconds(5), Optional.of(OFFICE)),
        order());
  }

  private static Check check(Schedule schedule, Nature nature) {
    Meaning meaning =
        new Meaning(
            "Chrona, mise en production",
            "HSTS sur l'API",
            "security",
            Severity.P0,
            Optional.of(new Meaning.Owner("chrona", Optional.of("ops@example.com"))),
            Optional.of("Sans HSTS, une première visite peut être interceptée."),
            Optional.of("add_header Strict-Transport-Security"),
            Optional.of("docs/runbooks/https.md"),
            Optional.of("L725, L1018"),
            "fr",
            List.of("https"),
            Optional.of(Phase.PRODUCTION),
            Optional.of(Polarity.REQUIRED),
            Optional.of(
                new Declared(
                    Declared.Status.DONE,
                    Optional.of(LocalDate.of(2026, 10, 1)),
                    Optional.of("Terminé"))),
            Optional.of("Activer HSTS."),
            Optional.of("Capture de l'en-tête."));
    return new Check(
        ITEM,
        "3f9a1c",
        meaning,
        schedule,
        Thresholds.DEFAULT,
        nature,
        "chrona-ops",
        Optional.of(new Vantage(List.of("outside", "inside"), 2)),
        Optional.of(new Confirm.AtLocation("inside")),
        List.of(new Dependency.OnItem(OTHER), new Dependency.OnSystem("idp", "production")),
        List.of(
            new Maintenance(
                "mise à jour",
                new Maintenance.Once(DUE.minusSeconds(3600), DUE.minusSeconds(1800))),
            new Maintenance(
                "sauvegarde",
                new Maintenance.Recurring("0 2 * * sun", PARIS, Duration.ofHours(2)))),
        Optional.of("Redis n'est pas utilisé"));
  }

  private static Command command(Command.Order order) {
    return new Command(
        UUID.fromString("0b6d6a6c-2a11-4f39-9f0a-6f2d0c1e7f8b"), DUE, Optional.of("ops"), order);
  }

  /** A form that a message of a type may take besides that of its sample. */
  record Variant(String name, MessageType<?> type, Object message) {

    String key() {
      return message instanceof Command command ? command.subject() : ITEM.toString();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Variant> variants() {
    Schedule nightly =
        new Schedule.Cron(
            List.of("0 2 * * *", "0 14 * * *"), PARIS, Duration.ofHours(1), Optional.of(OFFICE));
    return List.of(
        checkVariant("heartbeat", nightly, new Heartbeat(Optional.of(Duration.ofHours(3)))),
        checkVariant(
            "attestation",
            new Schedule.OnDeploy(Duration.ZERO),
            new Attestation("Une restauration a été faite.", Duration.ofDays(90), List.of("ops"))),
        checkVariant(
            "roll-up",
            new Schedule.Every(Duration.ofMinutes(1), Duration.ZERO),
            new RollUp(
                new RollUp.All(
                    List.of(
                        new RollUp.Member(ITEM),
                        new RollUp.Any(List.of(new RollUp.Member(OTHER))),
                        new RollUp.Not(new RollUp.Member(OTHER)))))),
        new Variant(
            "job-of-schedule",
            MessageType.JOB,
            new Job(RunId.of(ITEM, DUE), ITEM, "3f9a1c", order(), DUE, DUE.plusSeconds(30))),
        new Variant(
            "command-deployed",
            MessageType.COMMAND,
            command(new Command.Deployed("chrona", "production", Optional.of("1.4.2")))),
        commandVariant("acknowledge", new Command.Acknowledge(INCIDENT)),
        commandVariant("comment", new Command.Comment(INCIDENT, "the disk was full")),
        commandVariant(
            "silence",
            new Command.Mute(
                silence().id(),
                silence().matcher(),
                "certificate is being renewed",
                DUE.plusSeconds(3600))),
        commandVariant("end-silence", new Command.Unmute(silence().id())),
        commandVariant(
            "waive", new Command.Waive(ITEM, "accepted until 2.1", DUE.plusSeconds(86_400))),
        commandVariant("end-waiver", new Command.EndWaiver(ITEM)),
        commandVariant(
            "test-alert", new Command.TestAlert(Optional.of("ops-slack"), Optional.of(ITEM))),
        new Variant(
            "result-passed",
            MessageType.RESULT,
            result(
                new Outcome.Passed(
                    "HTTP 200",
                    List.of(new Outcome.Unmet("duration < seconds(1)", "duration was 1.2s"))))),
        new Variant(
            "result-missed",
            MessageType.RESULT,
            result(new Outcome.Missed("the scheduler was held up", Optional.of(3L)))));
  }

  private static Variant commandVariant(String name, Command.Order order) {
    return new Variant("command-" + name, MessageType.COMMAND, command(order));
  }

  private static Variant checkVariant(String name, Schedule schedule, Nature nature) {
    return new Variant("check-" + name, MessageType.CHECK, check(schedule, nature));
  }

  private static Result result() {
    return result(FAILED);
  }

  private static Result result(Outcome outcome) {
    return new Result(
        RunId.of(ITEM, DUE),
        ITEM,
        "3f9a1c",
        DUE,
        DUE.plusMillis(2),
        Duration.ofMillis(48),
        new Result.Seer("r-1", "outside"),
        outcome,
        new Evidence(
            Map.of("status", "503"),
            Map.of("duration_seconds", 0.048),
            List.of(new Evidence.Phase("connect", Duration.ofMillis(12))),
            Optional.of("Service Unavailable"),
            true),
        Optional.of(Cause.DEPLOYMENT),
        Optional.of(2));
  }

  private static Incident incident() {
    return new Incident(
        INCIDENT,
        2,
        ITEM,
        Severity.P0,
        "HSTS sur l'API",
        DUE.minusSeconds(60),
        DUE,
        Optional.of(DUE.plusSeconds(600)),
        Optional.of(DUE.minusSeconds(120)),
        FAILED,
        "recovered",
        Optional.of(new Fold(IncidentId.of(OTHER, DUE), "depends on " + OTHER)),
        Optional.of(new Acknowledgement("ops", DUE.plusSeconds(30))),
        List.of(
            new Remark(DUE.plusSeconds(30), Remark.Kind.ACKNOWLEDGED, Optional.of("ops"), "on it")),
        Optional.of(new Members(2, 1, List.of(OTHER))),
        Optional.of(new Sightings(12, 14, List.of("r-1", "r-2"))));
  }

  private static Silence silence() {
    return new Silence(
        UUID.fromString("2c9a5b1e-7f8b-4f39-9f0a-0b6d6a6c2a11"),
        2,
        new Matcher(
            Optional.of("chrona"),
            Optional.of("production"),
            Optional.of("CH-0*"),
            Optional.of("platform"),
            Optional.of("security"),
            Optional.of("tls"),
            Optional.of(Severity.P1)),
        "certificate is being renewed",
        "ops",
        DUE,
        DUE.plusSeconds(3600),
        Optional.of(new Acknowledgement("dev", DUE.plusSeconds(600))));
  }

  private static Notification notification() {
    return new Notification(
        UUID.fromString("6f2d0c1e-7f8b-4f39-9f0a-0b6d6a6c2a11"),
        3,
        INCIDENT,
        ITEM,
        "ops-slack",
        Notification.Occasion.OPENED,
        Notification.Delivery.DELIVERED,
        2,
        DUE,
        Optional.of(DUE.plusSeconds(1)),
        Optional.of("HTTP 429"),
        Optional.of("mailbox"));
  }

  private static ChecklistReport report() {
    return new ChecklistReport(
        "chrona.yaml",
        DUE,
        12,
        List.of(
            new ChecklistReport.Problem(
                ChecklistReport.Gravity.ERROR,
                12,
                7,
                "items[3].every",
                "must be at least 1s, was \"0s\"")));
  }
}
