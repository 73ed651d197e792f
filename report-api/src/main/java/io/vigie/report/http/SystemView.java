package io.vigie.report.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vigie.contract.check.Severity;
import io.vigie.contract.state.ItemState;
import io.vigie.report.verdict.Readiness;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A system in an environment, in brief or, with its verdict and categories, in full. */
@Schema(name = "System")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SystemView(
    String system,
    String environment,
    String title,
    @Schema(enumeration = {"go", "go-with-reservations", "no-go", "unknown"}) String decision,
    @Schema(description = "The reasons in words") String sentence,
    @Schema(description = "Maturity over all categories, out of ten") BigDecimal score,
    @Schema(description = "How many items are in each state") Map<String, Long> states,
    @Schema(description = "How many items of each severity are failing") Map<String, Long> open,
    int items,
    @Schema(description = "How many items pass with a warning") long warnings,
    @Schema(description = "How many items are under maintenance") long inMaintenance,
    @Schema(description = "When the newest of what the verdict rests on was seen")
        Optional<Instant> dataAsOf,
    @Schema(description = "Only where one system is asked for") VerdictView verdict,
    @Schema(description = "Only where one system is asked for") List<MaturityView> categories) {

  static SystemView brief(Readiness readiness) {
    return of(readiness, null, null);
  }

  static SystemView full(Readiness readiness) {
    return of(
        readiness,
        VerdictView.of(readiness.verdict(), readiness.dataAsOf()),
        readiness.categories().stream().map(MaturityView::of).toList());
  }

  private static SystemView of(
      Readiness readiness, VerdictView verdict, List<MaturityView> categories) {
    return new SystemView(
        readiness.system().system(),
        readiness.system().environment(),
        readiness.title(),
        readiness.verdict().decision().slug(),
        readiness.verdict().sentence(),
        BigDecimal.valueOf(readiness.maturity().tenths(), 1),
        states(readiness),
        open(readiness),
        readiness.items().size(),
        readiness.warnings(),
        readiness.inMaintenance(),
        readiness.dataAsOf(),
        verdict,
        categories);
  }

  private static Map<String, Long> states(Readiness readiness) {
    Map<String, Long> counts = new LinkedHashMap<>();
    Arrays.stream(ItemState.values())
        .forEach(state -> counts.put(state.word(), readiness.count(state)));
    return counts;
  }

  private static Map<String, Long> open(Readiness readiness) {
    Map<String, Long> counts = new LinkedHashMap<>();
    Arrays.stream(Severity.values())
        .forEach(severity -> counts.put(severity.name(), readiness.open(severity)));
    return counts;
  }
}
