package io.vigie.scheduler.checklist;

import io.vigie.contract.check.Dependency;
import io.vigie.contract.check.ItemId;
import io.vigie.probe.settings.NearestWord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Judges what items say of each other, across all files that were read together. */
final class References {

  private static final int MOST_COMPARED = 2_000;

  private final List<FileReading> files;
  private final Map<String, Set<String>> known = new TreeMap<>();

  private final Map<String, List<ChecklistProblem>> problems = new TreeMap<>();

  private final Set<String> incomplete;

  private References(List<FileReading> files) {
    this.files = files;
    files.forEach(
        file ->
            file.claim()
                .ifPresent(
                    claim ->
                        known
                            .computeIfAbsent(claim.toString(), _ -> new TreeSet<>())
                            .addAll(file.ids().keySet())));
    this.incomplete = new HashSet<>();
    files.stream()
        .filter(file -> file.isBroken() && (file.claim().isEmpty() || file.ids().isEmpty()))
        .forEach(file -> incomplete.add(file.claim().map(Object::toString).orElse("")));
  }

  /** The problems of each file that has some, by how it is shown. */
  static Map<String, List<ChecklistProblem>> judge(List<FileReading> files) {
    References references = new References(files);
    references.refuseUnknown();
    references.refuseCycles();
    return references.problems;
  }

  private void refuseUnknown() {
    for (FileReading file : files) {
      file.references().forEach(reference -> refuseUnknown(file, reference));
    }
  }

  private void refuseUnknown(FileReading file, Reference reference) {
    switch (reference.to()) {
      case Dependency.OnItem(ItemId item) -> refuseUnknown(file, reference, item);
      case Dependency.OnSystem system -> {
        if (!known.containsKey(system.text())) {
          String hint = NearestWord.hint("system", system.text(), known.keySet());
          say(
              file,
              reference.place().asWarning(),
              "should be a system that is read, \"" + system.text() + "\" is not; " + hint);
        }
      }
    }
  }

  private void refuseUnknown(FileReading file, Reference reference, ItemId item) {
    String system = item.system() + "/" + item.environment();
    Set<String> ids = known.get(system);
    if (ids == null) {
      say(
          file,
          reference.place().asWarning(),
          "should be an item of a system that is read, \"" + system + "\" is not");
    } else if (!ids.contains(item.item())) {
      boolean maybe = incomplete.contains(system) || incomplete.contains("");
      ChecklistProblem place = maybe ? reference.place().asWarning() : reference.place();
      say(file, place, "unknown item \"" + item.item() + "\"" + hint(item.item(), ids));
    }
  }

  /** To look for the nearest of very many would take longer than all the rest. */
  private static String hint(String item, Set<String> ids) {
    return ids.size() > MOST_COMPARED ? "" : ", " + NearestWord.hint("item", item, ids);
  }

  private void say(FileReading file, ChecklistProblem place, String message) {
    problems.computeIfAbsent(file.shown(), _ -> new ArrayList<>()).add(place.saying(message));
  }

  /** Names are {@code system/environment[/item]}; a system leads to each of its items. */
  private void refuseCycles() {
    Map<String, List<Edge>> edges = new TreeMap<>();
    for (FileReading file : files) {
      for (Reference reference : file.references()) {
        Edge edge = new Edge(reference.to().text(), file, reference);
        edges.computeIfAbsent(reference.from().toString(), _ -> new ArrayList<>()).add(edge);
      }
    }
    new Cycles(edges).findAll();
  }

  /** From one name to another; those from a system to its items have no reference. */
  private record Edge(String to, FileReading file, Reference reference) {}

  /** Looks in depth first, without recursion: a chain may be as long as there are items. */
  private final class Cycles {
    private final Map<String, List<Edge>> edges;
    private final Map<String, List<Edge>> outgoing = new HashMap<>();
    private final Set<String> done = new HashSet<>();
    private final LinkedHashMap<String, Integer> path = new LinkedHashMap<>();
    private final List<Edge> taken = new ArrayList<>();

    Cycles(Map<String, List<Edge>> edges) {
      this.edges = edges;
    }

    void findAll() {
      edges.keySet().forEach(this::from);
    }

    private void from(String start) {
      if (done.contains(start)) {
        return;
      }
      path.put(start, 0);
      List<String> stack = new ArrayList<>(List.of(start));
      while (!stack.isEmpty()) {
        String node = stack.getLast();
        List<Edge> out = out(node);
        int next = path.get(node);
        if (next == out.size()) {
          leave(stack, node);
        } else {
          path.put(node, next + 1);
          follow(stack, out.get(next));
        }
      }
    }

    private void leave(List<String> stack, String node) {
      stack.removeLast();
      path.remove(node);
      done.add(node);
      if (!taken.isEmpty()) {
        taken.removeLast();
      }
    }

    private void follow(List<String> stack, Edge edge) {
      if (path.containsKey(edge.to())) {
        report(stack.subList(stack.indexOf(edge.to()), stack.size()), edge);
      } else if (!done.contains(edge.to())) {
        path.put(edge.to(), 0);
        stack.add(edge.to());
        taken.add(edge);
      }
    }

    private List<Edge> out(String node) {
      return outgoing.computeIfAbsent(node, this::outOf);
    }

    private List<Edge> outOf(String node) {
      Set<String> ids = known.get(node);
      return ids == null
          ? edges.getOrDefault(node, List.of())
          : ids.stream()
              .map(id -> node + "/" + id)
              .filter(edges::containsKey)
              .map(item -> new Edge(item, null, null))
              .toList();
    }

    private void report(List<String> cycle, Edge closing) {
      Edge told = closing.reference() == null ? taken.getLast() : closing;
      String home =
          told.reference().from().system() + "/" + told.reference().from().environment() + "/";
      List<String> names = new ArrayList<>(cycle);
      names.add(closing.to());
      String shown =
          names.stream()
              .map(name -> name.startsWith(home) ? name.substring(home.length()) : name)
              .collect(java.util.stream.Collectors.joining(" → "));
      say(told.file(), told.reference().place(), "must not lead back to itself, leads " + shown);
    }
  }
}
