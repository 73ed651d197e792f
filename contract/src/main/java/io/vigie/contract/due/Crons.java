package io.vigie.contract.due;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Due when any of the expressions is, within the hours. */
record Crons(List<CronExpression> expressions, ZoneId zone, OpenHours hours) implements DueTimes {

  /** So many windows in a row without a due time mean that there is none. */
  private static final int PATIENCE = 1_000;

  @Override
  public Optional<Instant> next(Instant after) {
    Instant due = first(after);
    for (int i = 0; i < PATIENCE; i++) {
      if (hours.contains(due)) {
        return Optional.of(due);
      }
      Optional<Instant> opens = hours.firstWithin(due);
      if (opens.isEmpty()) {
        return Optional.empty();
      }
      due = first(opens.get().minusNanos(1));
    }
    return Optional.empty();
  }

  /** Another expression may name the very moment for its own sake. */
  @Override
  public boolean isDisplaced(Instant due) {
    return expressions.stream()
        .filter(expression -> expression.next(due.minusNanos(1), zone).equals(due))
        .allMatch(expression -> expression.isDisplaced(due, zone));
  }

  private Instant first(Instant after) {
    Instant first = expressions.getFirst().next(after, zone);
    for (CronExpression expression : expressions.subList(1, expressions.size())) {
      Instant next = expression.next(after, zone);
      first = next.isBefore(first) ? next : first;
    }
    return first;
  }
}
