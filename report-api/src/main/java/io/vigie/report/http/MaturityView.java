package io.vigie.report.http;

import io.vigie.report.verdict.Maturity;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How mature a category is. */
@Schema(name = "Maturity")
public record MaturityView(
    String category,
    @Schema(description = "Out of ten, rounded down to a tenth") BigDecimal score,
    @Schema(description = "True when only a failing P0 keeps it at 4") boolean capped,
    @Schema(description = "The arithmetic in words") String explanation,
    @Schema(description = "What each item counts for and earns") List<PointView> points) {

  /** What one item counts for. */
  @Schema(name = "Point")
  public record PointView(
      String item, String title, String severity, String state, int weight, int earned) {}

  static MaturityView of(Maturity maturity) {
    return new MaturityView(
        maturity.category(),
        BigDecimal.valueOf(maturity.tenths(), 1),
        maturity.capped(),
        maturity.explanation(),
        maturity.points().stream().map(MaturityView::point).toList());
  }

  private static PointView point(Maturity.Point point) {
    return new PointView(
        point.item().toString(),
        point.title(),
        point.severity().name(),
        point.state().word(),
        point.weight(),
        point.earned());
  }
}
