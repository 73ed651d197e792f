package io.vigie.scheduler.checklist;

import io.vigie.contract.check.ChecklistReport;
import io.vigie.contract.check.ChecklistReport.Gravity;
import io.vigie.probe.settings.Problem;
import java.util.Comparator;

/**
 * Something that the author of a checklist must see. Lines and columns count from 1; both are 0
 * where the whole file is meant.
 */
public record ChecklistProblem(
    String file, int line, int column, String path, String message, Gravity gravity) {

  /** In the order in which an author reads. */
  static final Comparator<ChecklistProblem> ORDER =
      Comparator.comparing(ChecklistProblem::file)
          .thenComparingInt(ChecklistProblem::line)
          .thenComparingInt(ChecklistProblem::column)
          .thenComparing(ChecklistProblem::path);

  static ChecklistProblem error(String file, Problem problem) {
    return of(file, problem, Gravity.ERROR);
  }

  static ChecklistProblem warning(String file, Problem problem) {
    return of(file, problem, Gravity.WARNING);
  }

  private static ChecklistProblem of(String file, Problem problem, Gravity gravity) {
    return new ChecklistProblem(
        file,
        problem.at().line(),
        problem.at().column(),
        problem.path(),
        problem.message(),
        gravity);
  }

  /** The form that is sent to those who show it. */
  public ChecklistReport.Problem toReport() {
    return new ChecklistReport.Problem(gravity, line, column, path, message);
  }

  /** {@code checklists/chrona.yaml:12:7: items[3].every: must be at least 1s, was "0s"}. */
  @Override
  public String toString() {
    String place = line == 0 ? file : file + ":" + line + ":" + column;
    String weight = gravity == Gravity.WARNING ? ": warning" : "";
    return place + weight + ": " + (path.isEmpty() ? message : path + ": " + message);
  }
}
