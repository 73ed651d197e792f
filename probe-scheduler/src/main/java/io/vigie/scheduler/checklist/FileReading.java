package io.vigie.scheduler.checklist;

import io.vigie.contract.check.ChecklistReport.Gravity;
import io.vigie.probe.settings.Node.Position;
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
 */
public record FileReading(
    String name,
    String shown,
    Optional<Checklist> checklist,
    Optional<Claim> claim,
    Map<String, Place> ids,
    List<ChecklistProblem> problems) {

  public FileReading {
    ids = Collections.unmodifiableMap(new LinkedHashMap<>(ids));
    problems = List.copyOf(problems);
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
