package io.vigie.report;

import io.vigie.contract.check.Check;
import io.vigie.contract.check.Dependency;
import io.vigie.contract.check.Heartbeat;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.due.MaintenanceWindows;
import io.vigie.report.heartbeat.Heartbeats;
import io.vigie.report.heartbeat.JobReport;
import io.vigie.report.record.Archive;
import io.vigie.report.uptime.Held;
import io.vigie.report.uptime.Uptime;
import io.vigie.report.uptime.UptimeRule;
import io.vigie.report.verdict.Judged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts together what is known of one item. */
@ApplicationScoped
public class Dossiers {

  /** The windows of uptime, the shortest first. */
  private static final List<Duration> WINDOWS =
      List.of(Duration.ofHours(24), Duration.ofDays(7), Duration.ofDays(30));

  private final Board board;
  private final Archive archive;
  private final Heartbeats heartbeats;
  private final InstantSource clock;

  @Inject
  public Dossiers(Board board, Archive archive, Heartbeats heartbeats, InstantSource clock) {
    this.board = board;
    this.archive = archive;
    this.heartbeats = heartbeats;
    this.clock = clock;
  }

  /** Empty when the item is in no checklist. */
  public Optional<Dossier> of(ItemId item) {
    return board.item(item).map(this::of);
  }

  private Dossier of(Judged judged) {
    Check check = judged.watched().check();
    Instant now = clock.instant();
    return new Dossier(
        judged,
        around(judged),
        archive.lastPass(check.item()),
        job(check),
        uptime(judged, now),
        now);
  }

  private Map<ItemId, Judged> around(Judged judged) {
    Check check = judged.watched().check();
    List<ItemId> wanted =
        Stream.concat(
                Stream.of(check.item()),
                check.dependsOn().stream()
                    .flatMap(
                        dependency ->
                            switch (dependency) {
                              case Dependency.OnItem(ItemId item) -> Stream.of(item);
                              case Dependency.OnSystem _ -> Stream.empty();
                            }))
            .toList();
    Map<ItemId, Judged> around = new HashMap<>(board.items(wanted));
    around.put(check.item(), judged);
    return around;
  }

  private Optional<JobReport> job(Check check) {
    return check.nature() instanceof Heartbeat
        ? Optional.of(heartbeats.job(check.item()))
        : Optional.empty();
  }

  private List<Uptime> uptime(Judged judged, Instant now) {
    Check check = judged.watched().check();
    List<Held> history =
        new ArrayList<>(archive.history(check.item(), now.minus(WINDOWS.getLast())));
    if (judged.doubt().isPresent()) {
      Instant doubted = judged.since().orElse(now);
      history.removeIf(held -> held.since().isAfter(doubted));
      history.add(Held.of(doubted, judged.state()));
    }
    MaintenanceWindows maintenance = MaintenanceWindows.of(check.maintenance());
    return WINDOWS.stream()
        .map(window -> UptimeRule.of(history, maintenance, window, now))
        .toList();
  }
}
