package io.vigie.scheduler.checklist;

import io.vigie.contract.check.ChecklistReport;
import io.vigie.contract.check.ChecklistReport.Gravity;
import io.vigie.probe.settings.Problem;
import java.util.Comparator;
import java.util.Optional;

/**
 * Something that the author of a checklist must see. Lines and columns count from 1; both are 0
 * where the whole file is meant.
 *
 * @param includedBy present where the file is part of a checklist only because that includes it
 */
public record ChecklistProblem(
    String file,
    int line,
    int column,
    String path,
    String message,
    Gravity gravity,
    Optional<Included> includedBy) {

  /** In the order in which an author reads. */
  static final Comparator<ChecklistProblem> ORDER =
      Comparator.comparing(ChecklistProblem::file)
          .thenComparingInt(ChecklistProblem::line)
          .thenComparingInt(ChecklistProblem::column)
          .thenComparing(ChecklistProblem::path);

  public ChecklistProblem(
      String file, int line, int column, String path, String message, Gravity gravity) {
    this(file, line, column, path, message, gravity, Optional.empty());
  }

  /**
   * How a checklist came to include a file.
   *
   * @param trail the places of the includes, the innermost first
   * @param line where in the checklist itself the outermost stands
   */
  public record Included(String trail, int line, int column, String path) {

    /** The same, through another file. */
    Included through(String place) {
      return new Included(place + ", included by " + trail, line, column, path);
    }
  }

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

  ChecklistProblem asWarning() {
    return new ChecklistProblem(file, line, column, path, message, Gravity.WARNING, includedBy);
  }

  ChecklistProblem includedBy(Optional<Included> by) {
    return new ChecklistProblem(file, line, column, path, message, gravity, by);
  }

  ChecklistProblem saying(String other) {
    return new ChecklistProblem(file, line, column, path, other, gravity, includedBy);
  }

  /** The message, and which include led there. */
  public String explained() {
    return includedBy.map(by -> message + " (included by " + by.trail() + ")").orElse(message);
  }

  /** The form that is sent to those who show it: with a place in the checklist itself. */
  public ChecklistReport.Problem toReport() {
    return includedBy
        .map(
            by ->
                new ChecklistReport.Problem(
                    gravity,
                    by.line(),
                    by.column(),
                    by.path(),
                    "in " + place() + ": " + pathAndMessage(message)))
        .orElseGet(() -> new ChecklistReport.Problem(gravity, line, column, path, message));
  }

  /** {@code checklists/chrona.yaml:12:7: items[3].every: must be at least 1s, was "0s"}. */
  @Override
  public String toString() {
    String weight = gravity == Gravity.WARNING ? ": warning" : "";
    return place() + weight + ": " + pathAndMessage(explained());
  }

  private String place() {
    return line == 0 ? file : file + ":" + line + ":" + column;
  }

  private String pathAndMessage(String said) {
    return path.isEmpty() ? said : path + ": " + said;
  }
}
