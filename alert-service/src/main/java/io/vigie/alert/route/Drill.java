package io.vigie.alert.route;

import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.check.Attestation;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Meaning;
import io.vigie.contract.check.Schedule;
import io.vigie.contract.check.Severity;
import io.vigie.contract.check.Thresholds;
import io.vigie.contract.result.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What a test message, a digest and a summary speak of where they speak of no item. */
public final class Drill {

  /** Vigie itself. */
  public static final Check CHECK = check("test", "Test message", "en");

  private Drill() {}

  /** The name of the message that a test owes to a channel. */
  public static UUID id(UUID test, String channel) {
    String name = "test:" + test + ":" + channel;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  /** A check of Vigie's own, which nobody looks at, in the language of another. */
  public static Check check(String name, String title, Check like) {
    return check(name, title, like.meaning().language());
  }

  private static Check check(String name, String title, String language) {
    return new Check(
        new ItemId("vigie", "self", name),
        "",
        new Meaning(
            "Vigie",
            title,
            Meaning.UNCATEGORISED,
            Severity.P2,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            language,
            List.of()),
        new Schedule.Every(Duration.ofDays(1), Duration.ZERO),
        Thresholds.DEFAULT,
        new Attestation("", Duration.ofDays(1), List.of()),
        Check.DEFAULT_ROUTE);
  }

  /** An incident that is none: it has the name of the message that speaks of it. */
  public static Incident incident(UUID id, Check check, Optional<String> by, Instant now) {
    return incident(id, check, "A test, asked for by " + by.orElse("somebody"), now);
  }

  /** An incident that is none: it has the name of the message that speaks of it. */
  public static Incident incident(UUID id, Check check, String summary, Instant now) {
    return new Incident(
        new IncidentId(id),
        1,
        check.item(),
        check.meaning().severity(),
        check.meaning().title(),
        now,
        now,
        Optional.empty(),
        Optional.empty(),
        new Outcome.Failed(new Outcome.Failure("none", "none", summary, List.of())),
        "");
  }
}
