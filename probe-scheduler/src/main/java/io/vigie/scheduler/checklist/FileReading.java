package io.vigie.scheduler.checklist;

import io.vigie.contract.check.ChecklistReport.Gravity;
import io.vigie.probe.settings.Node.Position;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of one file.
 *
 * @param name the file below the folder, with slashes
 * @param shown the file as the reader was asked for it
 * @param checklist absent when the file has errors
 * @param claim the system and environment it speaks of, where that much could be read
 * @param ids where each item id was written
 * @param references the items that its items name
 * @param group true for a group of items, which is part of the checklists that include it and makes
 *     no items by itself, be it right or wrong
 */
public record FileReading(
    String name,
    String shown,
    Optional<Checklist> checklist,
    Optional<Claim> claim,
    Map<String, Place> ids,
    List<ChecklistProblem> problems,
    List<Reference> references,
    boolean group) {

  public FileReading {
    ids = Collections.unmodifiableMap(new LinkedHashMap<>(ids));
    problems = List.copyOf(problems);
    references = List.copyOf(references);
  }

  /** A checklist whose items name no others. */
  public FileReading(
      String name,
      String shown,
      Optional<Checklist> checklist,
      Optional<Claim> claim,
      Map<String, Place> ids,
      List<ChecklistProblem> problems) {
    this(name, shown, checklist, claim, ids, problems, List.of(), false);
  }

  /** What could not be read at all. */
  static FileReading unread(String name, String shown, List<ChecklistProblem> problems) {
    return new FileReading(name, shown, Optional.empty(), Optional.empty(), Map.of(), problems);
  }

  /** The same with further problems; with an error among them it cannot be used. */
  FileReading with(List<ChecklistProblem> more) {
    List<ChecklistProblem> all = new ArrayList<>(problems);
    all.addAll(more);
    all.sort(ChecklistProblem.ORDER);
    boolean broken = all.stream().anyMatch(problem -> problem.gravity() == Gravity.ERROR);
    return new FileReading(
        name, shown, broken ? Optional.empty() : checklist, claim, ids, all, references, group);
  }

  /** Where an id was written: {@code items[3].id}, and the line. */
  public record Place(String path, Position at) {}

  /** A system in an environment. */
  public record Claim(String system, String environment) {
    @Override
    public String toString() {
      return system + "/" + environment;
    }
  }

  /** True when the file cannot be used as it is. */
  public boolean isBroken() {
    return problems.stream().anyMatch(problem -> problem.gravity() == Gravity.ERROR);
  }
}
