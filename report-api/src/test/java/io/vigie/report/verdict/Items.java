package io.vigie.report.verdict;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Meaning;
import io.vigie.contract.check.Nature;
import io.vigie.contract.check.Polarity;
import io.vigie.contract.check.ProbeOrder;
import io.vigie.contract.check.Schedule;
import io.vigie.contract.check.Severity;
import io.vigie.contract.check.Thresholds;
import io.vigie.contract.state.ItemState;
import io.vigie.contract.state.ItemStatus;
import io.vigie.report.record.Pulse;
import io.vigie.report.record.Seen;
import io.vigie.report.record.WatchedItem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Items for the rules, from a few words. */
public final class Items {

  static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  /** Two intervals, the timeout and the grace. */
  static final Duration PATIENCE = Duration.ofMinutes(2);

  static final ProbeOrder PROBE =
      new ProbeOrder(
          "http",
          JsonNodeFactory.instance.objectNode(),
          List.of(),
          "outside",
          Duration.ofSeconds(10));

  private Items() {}

  /**
   * Reads {@code P0 failing, rec-P1 passing}: items in the order given, called i-0, i-1 and so on;
   * one that is only recommended is marked with {@code rec-}.
   */
  public static List<Judged> judged(String words) {
    List<Judged> items = new ArrayList<>();
    for (String word : words.isEmpty() ? new String[0] : words.split(", ", -1)) {
      String[] parts = word.split(" ", -1);
      Check check =
          check(
              "chrona/production/i-" + items.size(),
              parts[0],
              parts.length > 2 ? parts[2] : "general",
              PROBE);
      items.add(
          new Judged(
              new WatchedItem(check, Optional.empty(), Optional.empty()),
              ItemState.ofWord(parts[1]),
              Optional.of(NOW),
              "because",
              Optional.empty()));
    }
    return items;
  }

  static WatchedItem watched(ItemState state, Instant asOf, Optional<Pulse> pulse) {
    return watched(check("chrona/production/i-0", "P0", "general", PROBE), state, asOf, pulse);
  }

  static WatchedItem watched(Check check, ItemState state, Instant asOf, Optional<Pulse> pulse) {
    ItemStatus status =
        new ItemStatus(check.item(), 3, state, asOf, asOf, "as published", Optional.empty());
    return new WatchedItem(check, Optional.of(status), pulse);
  }

  static Check check(String id, Nature nature) {
    return check(id, "P0", "general", nature);
  }

  static Pulse pulse(Instant dueAt, Seen outcome, int failuresSincePass) {
    return new Pulse(dueAt, dueAt.plusMillis(40), outcome, "503", failuresSincePass);
  }

  private static Check check(String id, String severity, String category, Nature nature) {
    boolean recommended = severity.startsWith("rec-");
    ItemId item = ItemId.parse(id);
    Meaning meaning =
        new Meaning(
            "Chrona",
            "Title of " + item.item(),
            category,
            Severity.valueOf(severity.replace("rec-", "")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "en",
            List.of(),
            Optional.empty(),
            recommended ? Optional.of(Polarity.RECOMMENDED) : Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new Check(
        item,
        "r-1",
        meaning,
        new Schedule.Every(Duration.ofSeconds(50), Duration.ofSeconds(10)),
        new Thresholds(2, 3, 2),
        nature,
        Check.DEFAULT_ROUTE);
  }
}
