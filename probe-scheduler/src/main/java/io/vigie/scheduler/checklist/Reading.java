package io.vigie.scheduler.checklist;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What came of all files, in the order of their names.
 *
 * @param unreadable why the folder itself could not be read, which says nothing of its files
 */
public record Reading(List<FileReading> files, Optional<ChecklistProblem> unreadable) {

  public Reading {
    files = List.copyOf(files);
  }

  /** The checklists of the files without errors. */
  public List<Checklist> checklists() {
    return files.stream()
        .filter(file -> !file.group())
        .flatMap(file -> file.checklist().stream())
        .toList();
  }

  /**
   * Every problem of every file, in the order in which an author reads. What is wrong with a group
   * is said once, with the first include that leads there.
   */
  public List<ChecklistProblem> problems() {
    Map<ChecklistProblem, ChecklistProblem> once = new LinkedHashMap<>();
    Stream.concat(unreadable.stream(), files.stream().flatMap(file -> file.problems().stream()))
        .forEach(
            problem ->
                once.merge(
                    problem.includedBy(Optional.empty()),
                    problem,
                    (first, next) -> first.includedBy().isPresent() ? first : next));
    return once.values().stream().sorted(ChecklistProblem.ORDER).toList();
  }

  /** True when at least one file, or the folder, cannot be used. */
  public boolean isBroken() {
    return unreadable.isPresent() || files.stream().anyMatch(FileReading::isBroken);
  }
}
