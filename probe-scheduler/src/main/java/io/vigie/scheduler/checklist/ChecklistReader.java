package io.vigie.scheduler.checklist;

import io.vigie.contract.check.ItemId;
import io.vigie.probe.ProbeKind;
import io.vigie.probe.ProbeKinds;
import io.vigie.probe.settings.Node.Position;
import io.vigie.probe.settings.Problem;
import io.vigie.scheduler.checklist.ChecklistFiles.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Reads checklists: a file, or all {@code .yaml} and {@code .yml} files below a folder. Every
 * problem of every file is reported at once; a bad file does not disturb the others. Thread-safe.
 */
public final class ChecklistReader {

  private final Map<String, ProbeKind<?>> kinds = new TreeMap<>();
  private final Function<String, Optional<String>> environment;

  /**
   * A reader that knows {@code kinds}.
   *
   * @param environment answers {@code ${env:NAME}}
   */
  public ChecklistReader(
      Collection<? extends ProbeKind<?>> kinds, Function<String, Optional<String>> environment) {
    kinds.forEach(kind -> this.kinds.put(kind.name(), kind));
    this.environment = environment;
  }

  /** A reader that knows all kinds there are, and the environment of this process. */
  public static ChecklistReader ofThisProcess() {
    return new ChecklistReader(
        ProbeKinds.discovered().all(), name -> Optional.ofNullable(System.getenv(name)));
  }

  /** Reads what lies there now; never throws for anything that lies there. */
  public Reading read(Path folderOrFile) {
    FileReader reader = new FileReader(kinds, environment, new Documents(), root(folderOrFile));
    List<FileReading> files = new ArrayList<>();
    try {
      ChecklistFiles.below(folderOrFile)
          .forEach((path, entry) -> files.add(read(folderOrFile, path, entry, reader)));
    } catch (IOException e) {
      return new Reading(List.of(), Optional.of(unreadable(folderOrFile, e)));
    }
    return new Reading(judged(withoutDoubles(files)), Optional.empty());
  }

  /** What is included must lie below the folder that is read, or beside the one file. */
  private static Path root(Path folderOrFile) {
    Path path = folderOrFile.toAbsolutePath().normalize();
    return Files.isRegularFile(path) ? path.getParent() : path;
  }

  private static FileReading read(Path folderOrFile, Path path, Entry entry, FileReader reader) {
    String name = ChecklistFiles.name(folderOrFile, path);
    return switch (entry) {
      case Entry.Present _ -> readFile(name, path, reader);
      case Entry.Troubled(ChecklistProblem problem) ->
          FileReading.unread(name, path.toString(), List.of(problem));
    };
  }

  private static FileReading readFile(String name, Path path, FileReader reader) {
    try {
      return reader.read(name, path);
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (RuntimeException | Error e) {
      // Whatever one file brings about is that file's problem and no other's.
      Problem problem = new Problem(Position.NOWHERE, "", "could not be read: " + e);
      ChecklistProblem shown = ChecklistProblem.error(path.toString(), problem);
      return FileReading.unread(name, path.toString(), List.of(shown));
    }
  }

  /** What items say of each other is judged when all are known. */
  private static List<FileReading> judged(List<FileReading> files) {
    Map<String, List<ChecklistProblem>> found = References.judge(files);
    return files.stream()
        .map(file -> found.containsKey(file.shown()) ? file.with(found.get(file.shown())) : file)
        .toList();
  }

  /** The first of two files that name one item keeps it. */
  private static List<FileReading> withoutDoubles(List<FileReading> files) {
    Map<ItemId, String> taken = new HashMap<>();
    List<FileReading> judged = new ArrayList<>();
    for (FileReading file : files) {
      List<ChecklistProblem> doubles = doubles(file, taken);
      FileReading kept = doubles.isEmpty() ? file : file.with(doubles);
      if (!kept.isBroken()) {
        ids(kept).forEach((id, place) -> taken.put(id, shown(kept, place.at())));
      }
      judged.add(kept);
    }
    return judged;
  }

  private static List<ChecklistProblem> doubles(FileReading file, Map<ItemId, String> taken) {
    List<ChecklistProblem> doubles = new ArrayList<>();
    ids(file)
        .forEach(
            (id, place) -> {
              if (taken.containsKey(id)) {
                String where = "must be unique in " + id.system() + "/" + id.environment();
                String message = where + ", \"" + id.item() + "\" is also at " + taken.get(id);
                Problem problem = new Problem(place.at(), place.path(), message);
                doubles.add(ChecklistProblem.error(file.shown(), problem));
              }
            });
    return doubles;
  }

  private static String shown(FileReading file, Position at) {
    return file.shown() + ":" + at.line() + ":" + at.column();
  }

  private static Map<ItemId, FileReading.Place> ids(FileReading file) {
    Map<ItemId, FileReading.Place> ids = new HashMap<>();
    if (file.claim().isPresent()) {
      FileReading.Claim claim = file.claim().get();
      file.ids()
          .forEach(
              (id, place) -> {
                if (ItemId.isItemName(id)) {
                  ids.put(new ItemId(claim.system(), claim.environment(), id), place);
                }
              });
    }
    return ids;
  }

  private static ChecklistProblem unreadable(Path folderOrFile, IOException e) {
    return ChecklistProblem.error(
        folderOrFile.toString(),
        new Problem(
            Position.NOWHERE,
            "",
            "must be a readable folder or file, was "
                + (Files.exists(folderOrFile)
                    ? "not readable: " + ChecklistFiles.reason(e)
                    : "not found or not readable")));
  }
}
