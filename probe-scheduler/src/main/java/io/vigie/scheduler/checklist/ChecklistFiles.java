package io.vigie.scheduler.checklist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Which files are checklists. */
final class ChecklistFiles {

  private static final int DEEPEST = 8;

  private ChecklistFiles() {}

  /** The file itself, or all checklists below the folder in the order of their names. */
  static List<Path> below(Path folderOrFile) throws IOException {
    if (Files.isRegularFile(folderOrFile)) {
      return List.of(folderOrFile);
    }
    if (!Files.isDirectory(folderOrFile)) {
      throw new IOException(folderOrFile + " is neither a file nor a folder");
    }
    try (Stream<Path> paths =
        Files.find(
            folderOrFile,
            DEEPEST,
            (path, attributes) -> isYaml(path),
            FileVisitOption.FOLLOW_LINKS)) {
      return paths
          .filter(path -> !isHidden(folderOrFile, path))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** The name below the folder, with slashes on every system. */
  static String name(Path folderOrFile, Path path) {
    Path relative = folderOrFile.equals(path) ? path.getFileName() : folderOrFile.relativize(path);
    return relative.toString().replace('\\', '/');
  }

  private static boolean isYaml(Path path) {
    String name = path.getFileName().toString();
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }

  /** Editors and mounted volumes keep what is not meant to be seen in hidden files and folders. */
  private static boolean isHidden(Path folder, Path path) {
    for (Path part : folder.relativize(path)) {
      if (part.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }
}
