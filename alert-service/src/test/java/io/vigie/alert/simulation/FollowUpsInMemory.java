package io.vigie.alert.simulation;

import io.vigie.alert.followup.Digest;
import io.vigie.alert.followup.FollowUps;
import io.vigie.alert.followup.NextStep;
import io.vigie.alert.followup.Situation;
import io.vigie.alert.route.Plan;
import io.vigie.contract.alert.Notification.Occasion;
import io.vigie.contract.alert.Remark;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** {@link FollowUps} on {@link Rows}. No route of the simulation has a digest. */
final class FollowUpsInMemory implements FollowUps {

  private static final Set<Occasion> SAID =
      EnumSet.of(Occasion.OPENED, Occasion.ESCALATED, Occasion.REMINDED);

  private final Rows rows;
  private final DebtsInMemory debts;

  FollowUpsInMemory(Rows rows) {
    this.rows = rows;
    this.debts = new DebtsInMemory(rows);
  }

  @Override
  public Looked look(Function<Situation, NextStep> decide, Instant now, int limit) {
    synchronized (rows) {
      List<IncidentRow> due =
          rows.incidents.values().stream()
              .filter(row -> row.overAt.isEmpty() && !row.followUpAt.isAfter(now))
              .sorted(Comparator.comparing(row -> row.followUpAt))
              .limit(limit)
              .toList();
      int owed = 0;
      for (IncidentRow row : due) {
        NextStep step = decide.apply(situation(row));
        row.followUpAt = step.lookAgain();
        owed += step.owed().stream().mapToInt(one -> owe(row, one, now)).sum();
        if (step.escalates()) {
          row.version++;
          String why = step.owed().getFirst().because();
          rows.note(row.id(), new Remark(now, Remark.Kind.ESCALATED, Optional.empty(), why));
        }
      }
      return new Looked(due.size(), owed);
    }
  }

  private int owe(IncidentRow row, NextStep.Owed one, Instant now) {
    Plan.Owed owed = new Plan.Owed(one.channel(), now, false, one.because());
    return debts.owe(row, one.occasion(), one.ordinal(), owed, now, now);
  }

  private Situation situation(IncidentRow row) {
    List<Message> said =
        rows.of(row.id()).stream()
            .filter(one -> SAID.contains(one.occasion))
            .filter(one -> !one.isCancelled())
            .toList();
    Set<String> channels = new TreeSet<>();
    said.forEach(one -> channels.add(one.channel));
    return new Situation(
        row.view(rows),
        row.check,
        of(said, Occasion.OPENED).map(Message::waitsSince).min(Instant::compareTo),
        channels,
        of(said, Occasion.ESCALATED).map(one -> one.createdAt).max(Instant::compareTo),
        of(said, Occasion.REMINDED).map(one -> one.createdAt).max(Instant::compareTo),
        (int) of(said, Occasion.REMINDED).map(one -> one.createdAt).distinct().count());
  }

  private static Stream<Message> of(List<Message> said, Occasion occasion) {
    return said.stream().filter(one -> one.occasion == occasion);
  }

  @Override
  public List<Digest.Told> between(Instant from, Instant to) {
    return List.of();
  }

  @Override
  public int owe(List<Digest.Message> digests, Instant now) {
    return 0;
  }

  @Override
  public int forget(Instant before) {
    return 0;
  }
}
