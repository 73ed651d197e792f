package io.vigie.report;

import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.RollUp;
import io.vigie.report.record.Archive;
import io.vigie.report.record.SystemKey;
import io.vigie.report.record.WatchedItem;
import io.vigie.report.verdict.Belief;
import io.vigie.report.verdict.Judged;
import io.vigie.report.verdict.Readiness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What was kept, judged by the rules at this moment. */
@ApplicationScoped
public class Board {

  /** A roll-up of roll-ups deeper than this is judged without what lies below. */
  private static final int DEEPEST = 16;

  private final Archive archive;
  private final InstantSource clock;
  private final Belief belief;

  @Inject
  public Board(Archive archive, InstantSource clock, ReportSettings settings) {
    this.archive = archive;
    this.clock = clock;
    this.belief = new Belief(settings.freshnessMargin());
  }

  /** Every system, worst first. */
  public List<Readiness> systems() {
    return Readiness.ofAll(belief.judge(archive.items(), clock.instant()));
  }

  /** One system; empty when nothing of it is watched. */
  public Optional<Readiness> system(SystemKey system) {
    Map<ItemId, WatchedItem> items = withMembers(archive.items(system));
    List<Judged> judged =
        belief.judge(List.copyOf(items.values()), clock.instant()).stream()
            .filter(item -> SystemKey.of(item.watched().item()).equals(system))
            .toList();
    return judged.isEmpty() ? Optional.empty() : Optional.of(Readiness.of(system, judged));
  }

  /** Every item. */
  public List<Judged> items() {
    return belief.judge(archive.items(), clock.instant());
  }

  /** One item. */
  public Optional<Judged> item(ItemId item) {
    return Optional.ofNullable(items(Set.of(item)).get(item));
  }

  /** Those of the items that are watched, and what their roll-ups rest on. */
  public Map<ItemId, Judged> items(Collection<ItemId> wanted) {
    Map<ItemId, WatchedItem> items = withMembers(archive.items(wanted));
    return belief.judge(List.copyOf(items.values()), clock.instant()).stream()
        .collect(Collectors.toMap(judged -> judged.watched().item(), Function.identity()));
  }

  private Map<ItemId, WatchedItem> withMembers(List<WatchedItem> items) {
    Map<ItemId, WatchedItem> known = new HashMap<>();
    List<WatchedItem> added = items;
    for (int depth = 0; depth < DEEPEST && !added.isEmpty(); depth++) {
      added.forEach(item -> known.put(item.item(), item));
      Set<ItemId> missing =
          added.stream()
              .map(WatchedItem::check)
              .map(Check::nature)
              .filter(RollUp.class::isInstance)
              .flatMap(rollUp -> ((RollUp) rollUp).members().stream())
              .filter(member -> !known.containsKey(member))
              .collect(Collectors.toSet());
      added = archive.items(missing);
    }
    return known;
  }
}
