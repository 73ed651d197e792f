package io.vigie.scheduler.checklist;

import io.vigie.probe.settings.NearestWord;
import io.vigie.probe.settings.Node.Mapping;
import io.vigie.probe.settings.Node.Position;
import io.vigie.probe.settings.Problem;
import io.vigie.probe.settings.SettingsReader;
import io.vigie.scheduler.checklist.Documents.Document;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the groups that a checklist includes, and adds their items to it. */
final class Includes {

  static final int DEEPEST = 5;
  static final int MOST = 1_000;
  private static final String INCLUDE = "include";

  private final Path root;
  private final Documents documents;
  private final Expansion expansion;
  private int included;

  /**
   * The includes of one checklist.
   *
   * @param root the folder that no include leaves
   */
  Includes(Path root, Documents documents, Expansion expansion) {
    this.root = root.toAbsolutePath().normalize();
    this.documents = documents;
    this.expansion = expansion;
  }

  /** Adds what {@code forms}, of the top of a file, name. */
  void add(List<IncludeForm> forms, Written top, Unit unit) {
    for (int i = 0; i < forms.size(); i++) {
      if (included == MOST) {
        top.error(
            "a checklist must have at most " + MOST + " includes in all, had more", INCLUDE, i);
        return;
      }
      included++;
      add(forms.get(i), new Site(top, i), unit);
    }
  }

  /** Where an include stands. */
  private record Site(Written top, int index) {

    void error(String message, String key) {
      top.error(message, INCLUDE, index, key);
    }

    Written.Found place() {
      return top.find(INCLUDE, index);
    }
  }

  private void add(IncludeForm form, Site site, Unit unit) {
    Optional<Path> path = path(form.file(), site, unit);
    Optional<Document> found = path.flatMap(file -> document(file, form, site, unit));
    if (found.isEmpty()) {
      return;
    }
    Mapping document = found.get().mapping().orElseThrow();
    Written.Found place = site.place();
    Findings findings = unit.findings().within(shown(path.get(), unit), place.at(), place.path());
    found.get().problems().forEach(findings::error);
    if (!fits(form, document, site)) {
      return;
    }
    Top top = Top.of(document, form.with(), unit.values(), findings);
    Optional<GroupForm> group =
        SettingsReader.of(GroupForm.class).read(top.written().mapping(), "", findings::error);
    FileReading.Place here = new FileReading.Place(place.path(), place.at());
    Unit use =
        new Unit(
            path.get(),
            document,
            found.get().source(),
            top.values(),
            findings,
            unit.prefix() + form.prefix().orElse(""),
            Optional.of(unit.includedAt().orElse(here)),
            with(unit.above(), path.get()));
    expansion.add(use);
    group.ifPresent(head -> add(head.include(), top.written(), use));
  }

  private Optional<Path> path(String file, Site site, Unit unit) {
    try {
      Path written = Path.of(file);
      Path path = unit.path().toAbsolutePath().resolveSibling(written).normalize();
      if (written.isAbsolute() || !path.startsWith(root)) {
        site.error(
            "must be a file below the folder of the checklists, was \"" + file + "\"", "file");
        return Optional.empty();
      }
      return Optional.of(path);
    } catch (InvalidPathException e) {
      site.error("must be the name of a file, was \"" + file + "\"", "file");
      return Optional.empty();
    }
  }

  private Optional<Document> document(Path path, IncludeForm form, Site site, Unit unit) {
    if (unit.above().contains(path)) {
      site.error("must not lead back to itself, leads " + trail(unit, path), "file");
    } else if (unit.above().size() > DEEPEST) {
      site.error("groups must include each other at most " + DEEPEST + " deep", "file");
    } else if (!Files.isRegularFile(path)) {
      site.error("must be a file that is there, was \"" + form.file() + "\"", "file");
    } else {
      Document document = documents.read(path);
      if (document.isGroup()) {
        return Optional.of(document);
      }
      site.error(
          document.problems().isEmpty()
              ? "must be a group, with the key group, was something else: " + form.file()
              : "must be readable, " + form.file() + ": " + told(document.problems().getFirst()),
          "file");
    }
    return Optional.empty();
  }

  private static String told(Problem problem) {
    return problem.at().equals(Position.NOWHERE)
        ? problem.message()
        : "line " + problem.at().line() + ": " + problem.message();
  }

  private static String trail(Unit unit, Path again) {
    List<String> names = new ArrayList<>();
    unit.above().stream()
        .dropWhile(path -> !path.equals(again))
        .forEach(path -> names.add(path.getFileName().toString()));
    names.add(again.getFileName().toString());
    return String.join(" → ", names);
  }

  /** A group that is not well-formed is judged when its items are read. */
  private static boolean fits(IncludeForm form, Mapping document, Site site) {
    Optional<GroupForm> group = SettingsReader.of(GroupForm.class).read(document, "", _ -> {});
    return group.isEmpty() || fits(form, group.get(), site);
  }

  private static boolean fits(IncludeForm form, GroupForm group, Site site) {
    List<String> missing =
        group.names().stream().filter(name -> !form.with().containsKey(name)).toList();
    if (!missing.isEmpty()) {
      site.error(
          "must give every parameter of the group "
              + group.group().text()
              + ", lacks "
              + String.join(", ", missing),
          "with");
    }
    boolean known = true;
    for (String name : form.with().keySet()) {
      if (!group.names().contains(name)) {
        known = false;
        String hint = NearestWord.hint("parameter", name, group.names());
        site.top().error("unknown parameter, " + hint, INCLUDE, site.index(), "with", name);
      }
    }
    return missing.isEmpty() && known;
  }

  private static List<Path> with(List<Path> above, Path path) {
    List<Path> all = new ArrayList<>(above);
    all.add(path);
    return all;
  }

  /** As the reader of the problems knows it: like the file that includes it. */
  private static String shown(Path path, Unit unit) {
    Path from = unit.path().toAbsolutePath().getParent();
    Path shownFrom = Path.of(unit.findings().file()).getParent();
    Path relative = from.relativize(path);
    return (shownFrom == null ? relative : shownFrom.resolve(relative)).normalize().toString();
  }
}
