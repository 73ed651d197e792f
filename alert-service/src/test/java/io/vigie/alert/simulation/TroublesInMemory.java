package io.vigie.alert.simulation;

import io.vigie.alert.incident.Entry;
import io.vigie.alert.incident.Item;
import io.vigie.alert.incident.Ledger.Written;
import io.vigie.alert.route.Audience;
import io.vigie.alert.sight.Sight;
import io.vigie.alert.sight.Sight.Counted;
import io.vigie.alert.sight.Sight.Judged;
import io.vigie.alert.sight.Sight.Location;
import io.vigie.alert.sight.Sight.Unseen;
import io.vigie.alert.sight.Trouble;
import io.vigie.alert.sight.Troubles;
import io.vigie.alert.simulation.Rows.ItemRow;
import io.vigie.alert.state.Effect;
import io.vigie.alert.state.State;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Severity;
import io.vigie.contract.due.Silence;
import io.vigie.contract.result.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@link Troubles} on {@link Rows}. */
final class TroublesInMemory implements Troubles {

  private static final Duration OFTEN = Duration.ofMinutes(15);

  private final Rows rows;
  private final IncidentsInMemory incidents;

  TroublesInMemory(Rows rows, Audience audience, Flaw flaw) {
    this.rows = rows;
    this.incidents = new IncidentsInMemory(rows, audience, flaw);
  }

  @Override
  public Counted count(Optional<Instant> brokerAwaySince, Instant now) {
    synchronized (rows) {
      Map<String, List<Item>> watched = new TreeMap<>();
      List<Unseen> unseen = new ArrayList<>();
      for (ItemRow row : rows.items.values()) {
        Item item = row.item;
        Duration patience = patience(item, now);
        if (!item.removed() && patience.compareTo(OFTEN) <= 0) {
          item.rules()
              .check()
              .locations()
              .forEach(name -> watched.computeIfAbsent(name, _ -> new ArrayList<>()).add(item));
        }
        unseen(item, patience, now).ifPresent(unseen::add);
      }
      List<Location> locations = new ArrayList<>();
      watched.forEach((name, items) -> location(name, items).ifPresent(locations::add));
      return new Counted(locations, unseen, open().keySet(), brokerAwaySince);
    }
  }

  private static Duration patience(Item item, Instant now) {
    return Silence.silentAt(item.rules().check(), now)
        .map(silent -> Duration.between(now, silent))
        .orElse(Duration.ofDays(999));
  }

  private static Optional<Unseen> unseen(Item item, Duration patience, Instant now) {
    Duration longest = patience.compareTo(Sight.PATIENCE) > 0 ? patience : Sight.PATIENCE;
    return item.blindSince()
        .filter(since -> !item.removed() && !since.plus(longest).isAfter(now))
        .map(
            since ->
                new Unseen(
                    item.id().toString(),
                    List.copyOf(item.rules().check().locations()),
                    item.reason(),
                    since));
  }

  private static Optional<Location> location(String name, List<Item> watched) {
    List<Item> blind = watched.stream().filter(one -> one.blindSince().isPresent()).toList();
    Map<String, Integer> reasons = new HashMap<>();
    int silent = 0;
    for (Item one : blind) {
      if (one.state() instanceof State.Stale) {
        silent++;
      } else {
        reasons.merge(one.reason(), 1, Integer::sum);
      }
    }
    int silence = silent;
    return blind.stream()
        .map(one -> one.blindSince().orElseThrow())
        .min(Instant::compareTo)
        .map(since -> new Location(name, watched.size(), blind.size(), silence, since, reasons));
  }

  /** Our open troubles by name: what no checklist speaks of. */
  private Map<String, IncidentId> open() {
    Map<String, IncidentId> open = new LinkedHashMap<>();
    for (IncidentRow row : rows.incidents.values()) {
      boolean own = row.system().equals(Trouble.SYSTEM + "/" + Trouble.ENVIRONMENT);
      if (own && row.isOpen() && !rows.items.containsKey(row.item())) {
        open.put(row.item().item(), row.id());
      }
    }
    return open;
  }

  @Override
  public Written keep(Judged judged, Instant now) {
    synchronized (rows) {
      Map<String, IncidentId> open = open();
      List<Entry> entries = new ArrayList<>();
      Map<ItemId, Check> checks = new HashMap<>();
      for (Trouble trouble : judged.wrong()) {
        if (!open.containsKey(trouble.name())) {
          checks.put(trouble.item(), trouble.check());
          entries.add(opening(trouble, now));
        }
      }
      for (String name : judged.over()) {
        if (open.containsKey(name)) {
          entries.add(closing(name, open.get(name), now));
        }
      }
      return new Written(entries.size(), incidents.write(entries, checks, now), 0);
    }
  }

  private static Entry opening(Trouble trouble, Instant now) {
    Outcome.Failure failure =
        new Outcome.Failure(trouble.code(), "self", trouble.summary(), List.of());
    Effect.IncidentOpened opened =
        new Effect.IncidentOpened(
            IncidentId.of(trouble.item(), now),
            trouble.since(),
            failure,
            Optional.empty(),
            Optional.empty());
    return Entry.ofOwn(
        Item.ofOwn(trouble.check(), now), List.of(new Entry.Opening(opened, now, now)), List.of());
  }

  private static Entry closing(String name, IncidentId incident, Instant now) {
    Effect.IncidentResolved resolved =
        new Effect.IncidentResolved(
            incident, Effect.Cause.RECOVERED, "sight is back", Optional.empty());
    Trouble over = new Trouble(name, Severity.P0, "", name, "", now);
    return Entry.ofOwn(
        Item.ofOwn(over.check(), now), List.of(), List.of(new Entry.Closing(resolved, now, now)));
  }
}
