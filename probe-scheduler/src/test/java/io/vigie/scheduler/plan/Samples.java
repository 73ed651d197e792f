package io.vigie.scheduler.plan;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Meaning;
import io.vigie.contract.check.Nature;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.check.Schedule;
import io.vigie.contract.check.Severity;
import io.vigie.contract.check.Thresholds;
import io.vigie.contract.check.Vantage;
import io.vigie.contract.wire.WireCodec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Items for tests of the planner and of the dispatcher. */
public final class Samples {

  public static final WireCodec CODEC = new WireCodec("/probe-scheduler");
  public static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  public static final Instant LONG_AGO = NOON.minus(Duration.ofDays(30));

  private Samples() {}

  public static ItemId id(String name) {
    return new ItemId("chrona", "production", name);
  }

  public static Schedule every(int seconds) {
    return new Schedule.Every(Duration.ofSeconds(seconds), Duration.ZERO);
  }

  public static Schedule cron(String expression) {
    return new Schedule.Cron(List.of(expression), ZoneOffset.UTC, Duration.ZERO, Optional.empty());
  }

  public static ProbeOrder order() {
    return new ProbeOrder(
        "http",
        JsonNodeFactory.instance.objectNode().put("url", "https://x.example/é\"{}"),
        List.of("status == 200"),
        "outside",
        Duration.ofSeconds(5));
  }

  public static Check check(String name, String revision, Schedule schedule, Nature nature) {
    return new Check(
        id(name),
        revision,
        new Meaning(
            "Chrona",
            "title",
            "security",
            Severity.P0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "en",
            List.of()),
        schedule,
        Thresholds.DEFAULT,
        nature,
        Check.DEFAULT_ROUTE);
  }

  /** Seen from two places. */
  public static Check fromTwoPlaces(Check check) {
    return new Check(
        check.item(),
        check.revision(),
        check.meaning(),
        check.schedule(),
        check.thresholds(),
        check.nature(),
        check.route(),
        Optional.of(new Vantage(List.of("outside", "inside"), 2)),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  /** Published long ago. */
  public static Planned item(String name, int everySeconds) {
    return planned(check(name, "r1", every(everySeconds), order()), LONG_AGO);
  }

  public static Planned item(String name, Schedule schedule) {
    return planned(check(name, "r1", schedule, order()), LONG_AGO);
  }

  public static Planned planned(Check check, Instant since) {
    return Planned.of(check, since, CODEC).orElseThrow();
  }
}
