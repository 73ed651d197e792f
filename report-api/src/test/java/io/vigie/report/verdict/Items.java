package io.vigie.report.verdict;

import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Severity;
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
final class Items {

  static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  static final Duration PATIENCE = Duration.ofMinutes(2);

  private Items() {}

  /** Reads {@code P0 failing, P1 passing}: items in the order given, called i-0, i-1 and so on. */
  static List<Judged> judged(String words) {
    List<Judged> items = new ArrayList<>();
    for (String word : words.isEmpty() ? new String[0] : words.split(", ", -1)) {
      String[] parts = word.split(" ", -1);
      items.add(
          judged(
              "i-" + items.size(),
              Severity.valueOf(parts[0]),
              ItemState.ofWord(parts[1]),
              parts.length > 2 ? parts[2] : "general"));
    }
    return items;
  }

  private static Judged judged(String name, Severity severity, ItemState state, String category) {
    WatchedItem item = watched(name, severity, category, Optional.empty(), Optional.empty());
    return new Judged(item, state, Optional.of(NOW), "because", Optional.empty());
  }

  static WatchedItem watched(ItemState state, Instant asOf, Optional<Pulse> pulse) {
    ItemId id = ItemId.parse("chrona/production/i-0");
    ItemStatus status = new ItemStatus(id, 3, state, asOf, asOf, "as published", Optional.empty());
    return watched("i-0", Severity.P0, "general", Optional.of(status), pulse);
  }

  static Pulse pulse(Instant dueAt, Seen outcome, int failuresSincePass) {
    return new Pulse(dueAt, dueAt.plusMillis(40), outcome, "503", failuresSincePass);
  }

  private static WatchedItem watched(
      String name,
      Severity severity,
      String category,
      Optional<ItemStatus> status,
      Optional<Pulse> pulse) {
    return new WatchedItem(
        new ItemId("chrona", "production", name),
        "Chrona",
        "Title of " + name,
        category,
        severity,
        PATIENCE,
        3,
        status,
        pulse);
  }
}
