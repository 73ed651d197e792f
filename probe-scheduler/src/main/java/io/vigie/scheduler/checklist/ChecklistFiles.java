package io.vigie.scheduler.checklist;

import io.vigie.probe.settings.Node.Position;
import io.vigie.probe.settings.Problem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Which files are checklists, and what below the folder could not be looked at. */
final class ChecklistFiles {

  private static final int DEEPEST = 8;

  private ChecklistFiles() {}

  /** What lies at a place below the folder. */
  sealed interface Entry {

    /** A file that is to be read. */
    record Present() implements Entry {}

    /** What cannot be looked at, and why. */
    record Troubled(ChecklistProblem problem) implements Entry {}
  }

  /**
   * The file itself, or all checklists below the folder in the order of their names. Only for the
   * folder itself it fails; whatever is wrong below it is an entry of its own.
   */
  static NavigableMap<Path, Entry> below(Path folderOrFile) throws IOException {
    if (Files.isRegularFile(folderOrFile)) {
      return new TreeMap<>(Map.of(folderOrFile, new Entry.Present()));
    }
    if (!Files.isDirectory(folderOrFile)) {
      throw new IOException("is neither a file nor a folder");
    }
    Walk walk = new Walk(folderOrFile);
    Files.walkFileTree(folderOrFile, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEEPEST, walk);
    return walk.found;
  }

  /** The name below the folder, with slashes on every system. */
  static String name(Path folderOrFile, Path path) {
    Path relative = folderOrFile.equals(path) ? path.getFileName() : folderOrFile.relativize(path);
    return relative.toString().replace('\\', '/');
  }

  /** Why something cannot be read, without the path that the reader is told anyway. */
  static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> "permission denied";
      case NoSuchFileException _ -> "not found";
      case FileSystemException failed when failed.getReason() != null -> failed.getReason();
      default -> String.valueOf(e.getMessage());
    };
  }

  /** Goes on past everything but the folder itself. */
  private record Walk(Path folder, NavigableMap<Path, Entry> found) implements FileVisitor<Path> {

    Walk(Path folder) {
      this(folder, new TreeMap<>());
    }

    @Override
    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
      return isHidden(path) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    /** A link that leads nowhere arrives here as the link that it is. */
    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
      if (isYaml(path) && !isHidden(path)) {
        if (attributes.isRegularFile()) {
          found.put(path, new Entry.Present());
        } else if (attributes.isSymbolicLink()) {
          found.put(path, trouble(path, "must be a file, was a link that leads to none"));
        }
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException e) throws IOException {
      if (path.equals(folder)) {
        throw e;
      }
      if (!isHidden(path) && !(e instanceof NoSuchFileException)) {
        found.put(path, trouble(path, e));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path path, IOException e) throws IOException {
      return e == null ? FileVisitResult.CONTINUE : visitFileFailed(path, e);
    }

    /** What a loop leads to is read where it lies: nothing is missing, so it is only a warning. */
    private static Entry trouble(Path path, IOException e) {
      if (e instanceof FileSystemLoopException) {
        String message = "should be a file or a folder, was a link to a folder that it lies in";
        Problem problem = new Problem(Position.NOWHERE, "", message);
        return new Entry.Troubled(ChecklistProblem.warning(path.toString(), problem));
      }
      return trouble(path, "must be readable, was not: " + reason(e));
    }

    private static Entry trouble(Path path, String message) {
      Problem problem = new Problem(Position.NOWHERE, "", message);
      return new Entry.Troubled(ChecklistProblem.error(path.toString(), problem));
    }

    private static boolean isYaml(Path path) {
      String name = path.getFileName().toString();
      return name.endsWith(".yaml") || name.endsWith(".yml");
    }

    /**
     * Editors and mounted volumes keep what is not meant to be seen in hidden files and folders.
     */
    private boolean isHidden(Path path) {
      for (Path part : folder.relativize(path)) {
        if (part.toString().startsWith(".")) {
          return true;
        }
      }
      return false;
    }
  }
}
