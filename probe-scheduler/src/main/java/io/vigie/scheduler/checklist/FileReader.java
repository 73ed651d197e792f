package io.vigie.scheduler.checklist;

import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.probe.ProbeKind;
import io.vigie.probe.settings.Node;
import io.vigie.probe.settings.Node.Mapping;
import io.vigie.probe.settings.Node.Position;
import io.vigie.probe.settings.Node.Scalar;
import io.vigie.probe.settings.Node.Sequence;
import io.vigie.probe.settings.SettingsReader;
import io.vigie.scheduler.checklist.Look.LookReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads the text of one checklist. */
final class FileReader {

  private static final String ITEMS = "items";
  private static final String VARS = "vars";

  private final Map<String, ProbeKind<?>> kinds;
  private final Function<String, Optional<String>> environment;
  private final Findings findings;
  private final Map<String, FileReading.Place> ids = new LinkedHashMap<>();

  FileReader(
      Map<String, ProbeKind<?>> kinds,
      Function<String, Optional<String>> environment,
      Findings findings) {
    this.kinds = kinds;
    this.environment = environment;
    this.findings = findings;
  }

  FileReading read(String name, String shown, String text) {
    Optional<Node> root = YamlNodes.parse(text, findings::error);
    if (root.isPresent() && root.get() instanceof Mapping document) {
      return read(name, shown, document, new Source(text));
    }
    root.ifPresent(
        node -> findings.error(node.at(), "", "a checklist must be a mapping, was something else"));
    return new FileReading(
        name, shown, Optional.empty(), Optional.empty(), Map.of(), findings.sorted());
  }

  private FileReading read(String name, String shown, Mapping document, Source source) {
    Substitution substitution = substitution(document);
    Mapping top = withValues(document, substitution);
    Optional<ChecklistForm> head =
        SettingsReader.of(ChecklistForm.class).read(top, "", findings::error);
    List<Check> checks = items(document, head, substitution, source);
    Optional<Checklist> checklist =
        findings.errors() > 0 ? Optional.empty() : head.map(form -> checklist(form, checks));
    return new FileReading(name, shown, checklist, claim(top), ids, findings.sorted());
  }

  private static Checklist checklist(ChecklistForm head, List<Check> checks) {
    return new Checklist(
        head.system().text(),
        head.environment().text(),
        head.title().orElse(head.system().text()),
        checks);
  }

  /** Variables may use those above them. */
  private Substitution substitution(Mapping document) {
    Map<String, Scalar> variables = new LinkedHashMap<>();
    Substitution substitution = new Substitution(variables, environment, findings::unresolved);
    if (valueOf(document, VARS) instanceof Mapping written) {
      written
          .entries()
          .forEach(
              (name, entry) -> {
                String path = VARS + "." + name;
                if (substitution.apply(entry.value(), path, Substitution.Secrets.REFUSED)
                    instanceof Scalar value) {
                  variables.put(name, value);
                }
              });
    }
    return substitution;
  }

  /** The top of the document; items follow one by one, variables were done. */
  private static Mapping withValues(Mapping document, Substitution substitution) {
    Map<String, Mapping.Entry> entries = new LinkedHashMap<>(document.entries());
    entries.replaceAll(
        (key, entry) ->
            key.equals(ITEMS) || key.equals(VARS)
                ? entry
                : new Mapping.Entry(
                    entry.keyAt(),
                    substitution.apply(entry.value(), key, Substitution.Secrets.REFUSED)));
    return new Mapping(entries, document.at());
  }

  private List<Check> items(
      Mapping document, Optional<ChecklistForm> head, Substitution substitution, Source source) {
    List<Check> checks = new ArrayList<>();
    if (!(valueOf(document, ITEMS) instanceof Sequence(List<Node> items, Position at))) {
      return checks;
    }
    if (items.isEmpty()) {
      findings.warning(at, ITEMS, "should hold at least one item, was empty");
    }
    LookReader looks = new LookReader(kinds, source, findings);
    ItemReader reader = new ItemReader(head.orElse(ChecklistForm.UNREADABLE), looks, findings);
    for (int i = 0; i < items.size(); i++) {
      String path = ITEMS + "[" + i + "]";
      if (items.get(i) instanceof Mapping item) {
        Mapping valued = withValues(item, path, substitution);
        refuseSecondUse(valued, path);
        reader.read(valued, path).ifPresent(checks::add);
      } else {
        findings.error(items.get(i).at(), path, "an item must be a mapping, was something else");
      }
    }
    return checks;
  }

  /** Only the settings of a probe may refer to secrets: nothing else reaches a runner. */
  private Mapping withValues(Mapping item, String path, Substitution substitution) {
    Map<String, Mapping.Entry> entries = new LinkedHashMap<>(item.entries());
    entries.replaceAll(
        (key, entry) ->
            new Mapping.Entry(
                entry.keyAt(),
                substitution.apply(
                    entry.value(),
                    path + "." + key,
                    kinds.containsKey(key)
                        ? Substitution.Secrets.KEPT
                        : Substitution.Secrets.REFUSED)));
    return new Mapping(entries, item.at());
  }

  private void refuseSecondUse(Mapping item, String path) {
    if (valueOf(item, "id") instanceof Scalar(String id, Position at)) {
      FileReading.Place first = ids.putIfAbsent(id, new FileReading.Place(path + ".id", at));
      if (first != null) {
        findings.error(
            at,
            path + ".id",
            "must be unique, \"" + id + "\" was first used in line " + first.at().line());
      }
    }
  }

  private static Optional<FileReading.Claim> claim(Mapping top) {
    if (valueOf(top, "system") instanceof Scalar(String system, var _)
        && valueOf(top, "environment") instanceof Scalar(String environment, var _)
        && ItemId.isSystemName(system)
        && ItemId.isSystemName(environment)) {
      return Optional.of(new FileReading.Claim(system, environment));
    }
    return Optional.empty();
  }

  private static Node valueOf(Mapping mapping, String key) {
    Mapping.Entry entry = mapping.entries().get(key);
    return entry == null ? null : entry.value();
  }
}
