package io.vigie.report.http;

import io.vigie.contract.check.ChecklistReport;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A checklist file as it was last read. */
@Schema(name = "Checklist")
public record ChecklistView(
    String file,
    Instant loadedAt,
    @Schema(description = "How many of its items are watched") int items,
    @Schema(description = "True when the file as it lies there is not what is watched")
        boolean broken,
    List<ProblemView> problems) {

  /** Something an author must see. */
  @Schema(name = "ChecklistProblem")
  public record ProblemView(
      @Schema(enumeration = {"error", "warning"}) String gravity,
      @Schema(description = "From 1; 0 for the whole file") int line,
      @Schema(description = "From 1; 0 for the whole file") int column,
      String path,
      String message) {}

  static ChecklistView of(ChecklistReport report) {
    return new ChecklistView(
        report.file(),
        report.loadedAt(),
        report.items(),
        report.isBroken(),
        report.problems().stream()
            .map(
                problem ->
                    new ProblemView(
                        problem.gravity().word(),
                        problem.line(),
                        problem.column(),
                        problem.path(),
                        problem.message()))
            .toList());
  }
}
