package io.vigie.scheduler.checklist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The Git work tree in which a folder lies, if it lies in one. Git changes files one after the
 * other and holds the lock of its index meanwhile: what is read then may be half of the old and
 * half of the new.
 */
final class GitCheckout {

  private static final String POINTER = "gitdir:";
  private static final int LONGEST_POINTER = 4_096;

  private GitCheckout() {}

  /** True while Git is changing the files around {@code folderOrFile}. */
  static boolean isBeingWritten(Path folderOrFile) {
    return administration(folderOrFile)
        .map(folder -> Files.exists(folder.resolve("index.lock")))
        .orElse(false);
  }

  /** Where Git keeps its own files; looked for anew, since a link may lead elsewhere now. */
  private static Optional<Path> administration(Path folderOrFile) {
    try {
      for (Path at = folderOrFile.toRealPath(); at != null; at = at.getParent()) {
        Path git = at.resolve(".git");
        if (Files.isDirectory(git)) {
          return Optional.of(git);
        }
        if (Files.isRegularFile(git)) {
          return pointedTo(git);
        }
      }
    } catch (IOException notThereOrNotOurs) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  /** A second work tree has a file that says where its own files are. */
  private static Optional<Path> pointedTo(Path file) throws IOException {
    if (Files.size(file) > LONGEST_POINTER) {
      return Optional.empty();
    }
    String text = Files.readString(file).strip();
    return text.startsWith(POINTER)
        ? Optional.of(file.resolveSibling(text.substring(POINTER.length()).strip()))
        : Optional.empty();
  }
}
