package io.vigie.scheduler.checklist;

import io.vigie.probe.ProbeKind;
import io.vigie.probe.settings.Node;
import io.vigie.probe.settings.Node.Mapping;
import io.vigie.probe.settings.Node.Scalar;
import io.vigie.probe.settings.Node.Sequence;
import io.vigie.probe.settings.SettingsReader;
import io.vigie.scheduler.checklist.Documents.Document;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges a group of items by itself. What depends on the values of its parameters is judged where
 * it is included.
 */
final class GroupReader {

  private final Map<String, ProbeKind<?>> kinds;
  private final Compilations compilations;
  private final Substitution outer;

  GroupReader(Map<String, ProbeKind<?>> kinds, Compilations compilations, Substitution outer) {
    this.kinds = kinds;
    this.compilations = compilations;
    this.outer = outer;
  }

  void judge(Path path, Document document, Findings findings) {
    Mapping mapping = document.mapping().orElseThrow();
    Findings certain = findings.besides(uncertain(mapping));
    Top top = Top.of(mapping, placeholders(mapping), outer, certain);
    SettingsReader.of(GroupForm.class).read(top.written().mapping(), "", certain::error);
    Expansion expansion = new Expansion(path.toString(), kinds.keySet());
    expansion.add(
        new Unit(
            path,
            mapping,
            document.source(),
            top.values(),
            certain,
            "",
            Optional.empty(),
            List.of(path)));
    items(top, expansion);
  }

  private void items(Top top, Expansion expansion) {
    ItemReader reader =
        new ItemReader(
            ChecklistForm.UNREADABLE,
            false,
            Defaults.NONE,
            new Maintenances(ChecklistForm.UNREADABLE, top.written()),
            new Deciders(kinds),
            compilations);
    for (Expansion.Item item : expansion.items()) {
      reader.read(
          item.written(),
          new ItemReader.Surroundings(item.variables(), item.unit(), item.unit().source()));
    }
  }

  /** A parameter stands for itself, so that what is made of it can be told from what is not. */
  private static Map<String, Scalar> placeholders(Mapping document) {
    Map<String, Scalar> placeholders = new HashMap<>();
    Mapping.Entry parameters = document.entries().get("parameters");
    if (parameters != null && parameters.value() instanceof Sequence(List<Node> names, var _)) {
      for (Node name : names) {
        if (name instanceof Scalar(String text, var at)) {
          placeholders.put(text, new Scalar("${" + text + "}", at));
        }
      }
    }
    return placeholders;
  }

  /** Where the text depends on a reference, with how long it is written. */
  private static Map<Node.Position, Integer> uncertain(Node node) {
    Map<Node.Position, Integer> found = new HashMap<>();
    collect(node, found);
    return found;
  }

  private static void collect(Node node, Map<Node.Position, Integer> found) {
    switch (node) {
      case Mapping(var entries, var _) ->
          entries.values().forEach(entry -> collect(entry.value(), found));
      case Sequence(var items, var _) -> items.forEach(item -> collect(item, found));
      case Scalar(String text, var at) when text.contains("${") -> found.put(at, text.length());
      case Scalar _ -> {}
    }
  }
}
