package io.vigie.scheduler.checklist;

import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.probe.ProbeKind;
import io.vigie.probe.settings.Node;
import io.vigie.probe.settings.Node.Mapping;
import io.vigie.probe.settings.Node.Scalar;
import io.vigie.probe.settings.SettingsReader;
import io.vigie.scheduler.checklist.Documents.Document;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads one file: a checklist, or a group of items on its own. */
final class FileReader {

  private final Map<String, ProbeKind<?>> kinds;
  private final Function<String, Optional<String>> environment;
  private final Documents documents;
  private final Compilations compilations = new Compilations();
  private final Path root;

  /**
   * A reader for the length of one reading.
   *
   * @param root the folder that no include leaves
   */
  FileReader(
      Map<String, ProbeKind<?>> kinds,
      Function<String, Optional<String>> environment,
      Documents documents,
      Path root) {
    this.kinds = kinds;
    this.environment = environment;
    this.documents = documents;
    this.root = root;
  }

  FileReading read(String name, Path path) {
    Document document = documents.read(path);
    Findings findings = new Findings(path.toString());
    document.problems().forEach(findings::error);
    if (document.mapping().isPresent()) {
      return document.isGroup()
          ? group(name, path, document, findings)
          : checklist(name, path, document, findings);
    }
    document
        .root()
        .map(Node::at)
        .ifPresent(
            at -> findings.error(at, "", "a checklist must be a mapping, was something else"));
    return FileReading.unread(name, path.toString(), findings.sorted());
  }

  private FileReading checklist(String name, Path path, Document document, Findings findings) {
    Mapping mapping = document.mapping().orElseThrow();
    Top top = Top.of(mapping, Map.of(), outer(findings), findings);
    Salvage<ChecklistForm> salvage =
        Salvage.of(SettingsReader.of(ChecklistForm.class), top.written());
    Optional<ChecklistForm> head = salvage.form();
    Expansion expansion = expanded(path, document, top, findings, head);
    List<Reference> references = new ArrayList<>();
    List<Check> checks = checks(top, salvage, expansion, references);
    Optional<Checklist> checklist =
        findings.errors() > 0 ? Optional.empty() : head.map(form -> Checklist.of(form, checks));
    return new FileReading(
        name,
        path.toString(),
        checklist,
        claim(top.written().mapping()),
        expansion.ids(),
        findings.sorted(),
        head.isEmpty() ? List.of() : references,
        false);
  }

  private Substitution outer(Findings findings) {
    return new Substitution(Map.of(), environment, findings::unresolved);
  }

  private Expansion expanded(
      Path path, Document document, Top top, Findings findings, Optional<ChecklistForm> head) {
    Expansion expansion = new Expansion(path.toString(), kinds.keySet());
    Unit unit =
        new Unit(
            path,
            document.mapping().orElseThrow(),
            document.source(),
            top.values(),
            findings,
            "",
            Optional.empty(),
            List.of(path.toAbsolutePath().normalize()));
    expansion.add(unit);
    head.ifPresent(
        form -> new Includes(root, documents, expansion).add(form.include(), top.written(), unit));
    return expansion;
  }

  private List<Check> checks(
      Top top, Salvage<ChecklistForm> head, Expansion expansion, List<Reference> references) {
    ChecklistForm form = head.form().orElse(ChecklistForm.UNREADABLE);
    Maintenances maintenances = new Maintenances(form, top.written());
    boolean usable = head.form().isPresent() && !head.lost().contains("defaults");
    Defaults defaults = usable ? Defaults.of(top.written()) : Defaults.NONE;
    ItemReader reader =
        new ItemReader(
            form, head.isWhole(), defaults, maintenances, new Deciders(kinds), compilations);
    List<Check> checks = new ArrayList<>();
    for (Expansion.Item item : expansion.items()) {
      ItemReader.Done done =
          reader.read(
              item.written(),
              new ItemReader.Surroundings(item.variables(), item.unit(), item.unit().source()));
      done.check().ifPresent(checks::add);
      references.addAll(done.references());
    }
    maintenances.refuseUnknown(expansion.ids().keySet());
    return checks;
  }

  private FileReading group(String name, Path path, Document document, Findings findings) {
    new GroupReader(kinds, compilations, outer(findings)).judge(path, document, findings);
    return new FileReading(
        name,
        path.toString(),
        Optional.of(Checklist.NONE),
        Optional.empty(),
        Map.of(),
        findings.sorted(),
        List.of(),
        true);
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
