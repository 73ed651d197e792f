package io.vigie.report.web;

import io.vigie.contract.result.Result;
import io.vigie.report.record.Seen;
import io.vigie.report.verdict.Spans;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The last results as a strip, oldest on the left: the height is how long a run took, its colour
 * how it ended, and a notch that it did not pass.
 */
public record Strip(List<Tick> ticks, String words, String slowest) {

  static final int MOST = 60;

  private static final int STEP = 10;
  private static final int TALLEST = 40;
  private static final int LOWEST = 12;
  private static final int NOTCH = TALLEST - 7;

  /** One result. */
  public record Tick(int x, int y, int height, String slug, boolean notched, String words) {}

  public Strip {
    ticks = List.copyOf(ticks);
  }

  public int width() {
    return MOST * STEP;
  }

  public int height() {
    return TALLEST;
  }

  /** Where a bar is notched. */
  public int notch() {
    return NOTCH;
  }

  /**
   * @param newestFirst as they are read
   */
  static Strip of(List<Result> newestFirst, Instant now) {
    List<Result> shown = newestFirst.stream().limit(MOST).toList();
    Duration slowest =
        shown.stream().map(Result::took).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    List<Tick> ticks = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      ticks.add(tick(shown.get(i), (MOST - 1 - i) * STEP, slowest, now));
    }
    return new Strip(ticks, words(shown), Spans.precise(slowest));
  }

  private static Tick tick(Result result, int x, Duration slowest, Instant now) {
    double share = slowest.isZero() ? 0 : (double) result.took().toNanos() / slowest.toNanos();
    int height = (int) Math.max(LOWEST, Math.round(share * TALLEST));
    Seen outcome = Seen.in(result.outcome());
    return new Tick(
        x,
        TALLEST - height,
        height,
        outcome.word(),
        outcome != Seen.PASSED,
        new Moment(result.dueAt(), now).stamp()
            + ": "
            + outcome.word()
            + ", "
            + Spans.precise(result.took()));
  }

  private static String words(List<Result> shown) {
    Map<Seen, Long> counts =
        shown.stream()
            .collect(
                Collectors.groupingBy(
                    result -> Seen.in(result.outcome()),
                    () -> new EnumMap<>(Seen.class),
                    Collectors.counting()));
    String parts =
        counts.entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey().word())
            .collect(Collectors.joining(", "));
    return "Last " + shown.size() + " results: " + parts;
  }
}
