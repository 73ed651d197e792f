package io.vigie.scheduler.checklist;

import io.vigie.probe.settings.Node.Mapping;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A checklist, or one use of a group in it.
 *
 * @param path the file
 * @param values what stands for the references in it
 * @param prefix what is put before each of its ids
 * @param includedAt where in the checklist it is included; absent for the checklist itself
 * @param above the files that led here, this one included
 */
record Unit(
    Path path,
    Mapping document,
    Source source,
    Substitution values,
    Findings findings,
    String prefix,
    Optional<FileReading.Place> includedAt,
    List<Path> above,
    Set<String> ids,
    Map<String, List<String>> matrices)
    implements Names.Family {

  Unit(
      Path path,
      Mapping document,
      Source source,
      Substitution values,
      Findings findings,
      String prefix,
      Optional<FileReading.Place> includedAt,
      List<Path> above) {
    this(
        path,
        document,
        source,
        values,
        findings,
        prefix,
        includedAt,
        List.copyOf(above),
        new LinkedHashSet<>(),
        new LinkedHashMap<>());
  }

  /** Remembers an id and what was written for it. */
  void add(String id, String written) {
    ids.add(id);
    matrices.computeIfAbsent(prefix + written, _ -> new ArrayList<>()).add(id);
  }

  /** Its own items first; what it does not have is meant to be an item of the checklist. */
  @Override
  public List<String> members(String id) {
    String own = prefix + id;
    return ids.contains(own)
        ? List.of(own)
        : matrices.getOrDefault(own, List.of(ids.contains(own) ? own : id));
  }
}
