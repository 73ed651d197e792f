package io.vigie.report;

import io.vigie.contract.check.ItemId;
import io.vigie.report.record.Archive;
import io.vigie.report.record.SystemKey;
import io.vigie.report.record.WatchedItem;
import io.vigie.report.verdict.Belief;
import io.vigie.report.verdict.Judged;
import io.vigie.report.verdict.Readiness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What was kept, judged by the rules at this moment. */
@ApplicationScoped
public class Board {

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
    return Readiness.ofAll(archive.items(), belief, clock.instant());
  }

  /** One system; empty when nothing of it is watched. */
  public Optional<Readiness> system(SystemKey system) {
    List<WatchedItem> items = archive.items(system);
    return items.isEmpty()
        ? Optional.empty()
        : Optional.of(Readiness.of(system, items, belief, clock.instant()));
  }

  /** One item. */
  public Optional<Judged> item(ItemId item) {
    return archive.item(item).map(watched -> belief.judge(watched, clock.instant()));
  }
}
