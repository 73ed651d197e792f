package io.vigie.scheduler.checklist;

import io.vigie.probe.settings.Node.Position;
import io.vigie.probe.settings.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong with one file. Not thread-safe. */
final class Findings {

  private final String file;
  private final List<ChecklistProblem> problems = new ArrayList<>();
  private final Set<Position> unresolved = new HashSet<>();
  private int errors;

  Findings(String file) {
    this.file = file;
  }

  void error(Problem problem) {
    errors++;
    if (!unresolved.contains(problem.at())) {
      problems.add(ChecklistProblem.error(file, problem));
    }
  }

  /** A reference that stands for nothing; what else is wrong with the value would only echo it. */
  void unresolved(Problem problem) {
    error(problem);
    unresolved.add(problem.at());
  }

  void error(Position at, String path, String message) {
    error(new Problem(at, path, message));
  }

  void warning(Position at, String path, String message) {
    problems.add(ChecklistProblem.warning(file, new Problem(at, path, message)));
  }

  /** How many errors there are so far. */
  int errors() {
    return errors;
  }

  List<ChecklistProblem> sorted() {
    return problems.stream().sorted(ChecklistProblem.ORDER).toList();
  }
}
