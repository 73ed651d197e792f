package io.vigie.report.web;

import io.vigie.report.uptime.Uptime;
import io.vigie.report.verdict.Spans;
import io.vigie.report.web.Bar.Share;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How much of a window an item was passing.
 *
 * @param share in percent, or that nothing counts
 * @param left what does not count, in words; empty where everything does
 */
public record UptimeRow(String window, String share, Bar bar, String left) {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** A part of the window. */
  private record Part(String slug, String word, Duration time) {
    String words() {
      return word + " " + Spans.words(time);
    }
  }

  static UptimeRow of(Uptime uptime) {
    List<Part> counted =
        List.of(
            new Part("passing", "passing", uptime.passing()),
            new Part("failing", "failing", uptime.failing()));
    List<Part> left =
        List.of(
            new Part("maintenance", "maintenance", uptime.maintenance()),
            new Part("unknown", "not known", uptime.unknown()),
            new Part("none", "not applicable", uptime.notApplicable()),
            new Part("none", "not recorded", uptime.unrecorded()));
    return new UptimeRow(
        Spans.words(uptime.window()),
        uptime.share().map(UptimeRow::percent).orElse("–"),
        Bar.of(
            java.util.stream.Stream.concat(counted.stream(), left.stream())
                .map(part -> new Share(part.slug(), part.words(), part.time().toMillis()))
                .toList()),
        left.stream()
            .filter(part -> !part.time().isZero())
            .map(Part::words)
            .collect(Collectors.joining(", ")));
  }

  /** Rounded down: only what never failed is 100 %. */
  private static String percent(BigDecimal share) {
    BigDecimal percent = share.multiply(HUNDRED).setScale(2, RoundingMode.DOWN);
    return (percent.compareTo(HUNDRED) == 0 ? "100" : percent.toPlainString()) + " %";
  }
}
