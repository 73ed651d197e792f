package io.vigie.contract.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Notification;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ChecklistReport;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Meaning;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.check.Schedule;
import io.vigie.contract.check.Severity;
import io.vigie.contract.check.Thresholds;
import io.vigie.contract.job.Job;
import io.vigie.contract.job.RunId;
import io.vigie.contract.result.Evidence;
import io.vigie.contract.result.Outcome;
import io.vigie.contract.result.Result;
import io.vigie.contract.state.ItemState;
import io.vigie.contract.state.ItemStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One message of each type with every field filled, so that a golden file shows them all. */
final class Samples {

  private static final ItemId ITEM = new ItemId("chrona", "production", "CH-089");
  private static final Instant DUE = Instant.parse("2026-11-20T09:41:00Z");
  private static final IncidentId INCIDENT = IncidentId.of(ITEM, DUE);
  private static final Outcome FAILED =
      new Outcome.Failed(
          new Outcome.Failure(
              "expectation",
              "expect",
              "status was 503",
              List.of(new Outcome.Unmet("status == 200", "status was 503"))));

  private Samples() {}

  static <T> T of(MessageType<T> type) {
    return type.record().cast(sample(type));
  }

  private static Object sample(MessageType<?> type) {
    return switch (type.name()) {
      case "check" -> check();
      case "job" ->
          new Job(
              RunId.of(ITEM, DUE), ITEM, "3f9a1c", order(), DUE, DUE.plus(Duration.ofSeconds(30)));
      case "result" -> result();
      case "status" ->
          new ItemStatus(
              ITEM, 7, ItemState.FAILING, DUE, DUE, "status was 503", Optional.of(INCIDENT));
      case "incident" -> incident();
      case "notification" -> notification();
      case "checklist" -> report();
      default -> throw new AssertionError("no sample for message type " + type.name());
    };
  }

  private static ProbeOrder order() {
    return new ProbeOrder(
        "http",
        JsonNodeFactory.instance.objectNode().put("url", "https://api.example.com/health"),
        List.of("hsts.maxAge >= days(365)"),
        ProbeOrder.DEFAULT_LOCATION,
        Duration.ofSeconds(10));
  }

  private static Check check() {
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
            List.of("https"));
    return new Check(
        ITEM,
        "3f9a1c",
        meaning,
        new Schedule.Every(Duration.ofMinutes(1), Duration.ofSeconds(5)),
        Thresholds.DEFAULT,
        order(),
        "chrona-ops");
  }

  private static Result result() {
    return new Result(
        RunId.of(ITEM, DUE),
        ITEM,
        "3f9a1c",
        DUE,
        DUE.plusMillis(2),
        Duration.ofMillis(48),
        new Result.Seer("r-1", "outside"),
        FAILED,
        new Evidence(
            Map.of("status", "503"),
            Map.of("duration_seconds", 0.048),
            List.of(new Evidence.Phase("connect", Duration.ofMillis(12))),
            Optional.of("Service Unavailable"),
            true));
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
        "recovered");
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
        Optional.of("HTTP 429"));
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
