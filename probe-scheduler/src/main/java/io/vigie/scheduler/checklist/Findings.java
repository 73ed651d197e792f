package io.vigie.scheduler.checklist;

import io.vigie.probe.settings.Node.Position;
import io.vigie.probe.settings.Problem;
import io.vigie.scheduler.checklist.ChecklistProblem.Included;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Collects what is wrong with one checklist, also where the cause lies in a file that it includes.
 * Not thread-safe.
 */
final class Findings {

  private final String file;
  private final Optional<Included> includedBy;
  private final All all;
  private final Map<Position, Integer> uncertain;
  private final Set<Position> unresolved = new HashSet<>();

  Findings(String file) {
    this(file, Optional.empty(), new All(), Map.of());
  }

  private Findings(
      String file, Optional<Included> includedBy, All all, Map<Position, Integer> uncertain) {
    this.file = file;
    this.includedBy = includedBy;
    this.all = all;
    this.uncertain = uncertain;
  }

  /** What a checklist and all that it includes have in common. */
  private static final class All {
    private final Set<ChecklistProblem> problems = new LinkedHashSet<>();
    private int errors;
  }

  /** For a file that is included at a place of this one. */
  Findings within(String included, Position at, String path) {
    String here = file + ":" + at.line() + ":" + at.column();
    Included by =
        includedBy
            .map(outer -> outer.through(here))
            .orElseGet(() -> new Included(here, at.line(), at.column(), path));
    return new Findings(included, Optional.of(by), all, Map.of());
  }

  /** The same, but for what is found in texts at these places, of this length. */
  Findings besides(Map<Position, Integer> places) {
    return new Findings(file, includedBy, all, places);
  }

  String file() {
    return file;
  }

  void error(Problem problem) {
    if (isUncertain(problem.at())) {
      return;
    }
    all.errors++;
    if (!unresolved.contains(problem.at())) {
      all.problems.add(located(problem));
    }
  }

  private boolean isUncertain(Position at) {
    return uncertain.entrySet().stream()
        .anyMatch(
            place ->
                place.getKey().line() == at.line()
                    && at.column() >= place.getKey().column()
                    && at.column() <= place.getKey().column() + place.getValue());
  }

  /** A reference that stands for nothing; what else is wrong with the value would only echo it. */
  void unresolved(Problem problem) {
    all.errors++;
    if (!unresolved.contains(problem.at())) {
      all.problems.add(located(problem));
    }
    unresolved.add(problem.at());
  }

  void error(Position at, String path, String message) {
    error(new Problem(at, path, message));
  }

  void warning(Position at, String path, String message) {
    all.problems.add(located(new Problem(at, path, message)).asWarning());
  }

  /** The problem with the file that it is in. */
  ChecklistProblem located(Problem problem) {
    return ChecklistProblem.error(file, problem).includedBy(includedBy);
  }

  /** How many errors there are so far, in all files. */
  int errors() {
    return all.errors;
  }

  List<ChecklistProblem> sorted() {
    return all.problems.stream().sorted(ChecklistProblem.ORDER).toList();
  }
}
