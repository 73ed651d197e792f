package io.vigie.alert.postgres;

import io.vigie.alert.incident.Posting.Telling;
import io.vigie.contract.alert.Notification.Occasion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A row that was taken, with what was taken along.
 *
 * @param held nobody has tried to tell it, and it is told only if it still fails
 */
record Head(
    UUID id,
    UUID incident,
    Occasion occasion,
    int ordinal,
    int attempts,
    String because,
    Instant causedAt,
    Instant createdAt,
    Optional<String> content,
    boolean doubtful,
    boolean held,
    List<Along> along) {

  static final Set<Occasion> BEGINNINGS =
      EnumSet.of(Occasion.OPENED, Occasion.ESCALATED, Occasion.REOPENED);

  /** What is told with another, by the same words. */
  record Along(UUID id, Occasion occasion, int ordinal, boolean held) {}

  List<UUID> rows() {
    List<UUID> rows = new ArrayList<>(List.of(id));
    along.forEach(one -> rows.add(one.id()));
    return rows;
  }

  /** It was to be told only if it still failed, and is over: it recovered while it was held. */
  boolean wasOverUntold() {
    return isOver()
        && BEGINNINGS.stream().anyMatch(occasion -> last(occasion) >= 0)
        && isHeld(occasion, held)
        && along.stream().allMatch(one -> isHeld(one.occasion(), one.held()));
  }

  private static boolean isHeld(Occasion occasion, boolean held) {
    return held || !BEGINNINGS.contains(occasion);
  }

  /**
   * What is true after all that is told together.
   *
   * @param begun whether the channel has been told that it fails
   */
  Telling telling(boolean begun) {
    if (isOver()) {
      return begun ? Telling.RESOLVED : Telling.OPENED_AND_RESOLVED;
    }
    boolean anew =
        occasion == Occasion.OPENED
            ? begun && last(Occasion.REOPENED) >= 0
            : last(Occasion.RESOLVED) >= 0;
    return anew ? Telling.REOPENED : Telling.valueOf(occasion.name());
  }

  private boolean isOver() {
    return last(Occasion.RESOLVED) > last(Occasion.REOPENED);
  }

  private int last(Occasion other) {
    int last =
        along.stream()
            .filter(one -> one.occasion() == other)
            .mapToInt(Along::ordinal)
            .max()
            .orElse(-1);
    return occasion == other ? Math.max(last, ordinal) : last;
  }
}
