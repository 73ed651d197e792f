package io.vigie.cli;

import io.vigie.probe.ProbeKinds;
import io.vigie.scheduler.checklist.Layouts;
import io.vigie.scheduler.checklist.layout.ChecklistLayout;
import io.vigie.scheduler.checklist.layout.ChecklistLayout.Laid;
import io.vigie.standalone.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigie fmt}. */
@Command(
    name = "fmt",
    description =
        "Bring checklists into uniform order, indentation and quotes; keeps meaning and comments.")
final class FmtCommand implements Callable<Integer> {

  private final Terminal terminal;
  private final ChecklistLayout layout = Layouts.of(ProbeKinds.discovered().all());

  @Parameters(
      arity = "0..*",
      paramLabel = "FOLDER",
      defaultValue = "checklists",
      description = "Folders with checklists, or single files (default: ${DEFAULT-VALUE}).")
  private List<Path> checklists;

  @Option(
      names = "--check",
      description = "Write nothing; name what is not uniform and end with 1 if there is any.")
  private boolean check;

  FmtCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** What was done with a file. */
  private enum Done {
    NOTHING,
    CHANGED,
    LEFT_ALONE
  }

  @Override
  public Integer call() throws IOException {
    int files = 0;
    int changed = 0;
    int leftAlone = 0;
    for (Path given : checklists) {
      for (Path file : filesOf(given)) {
        files++;
        switch (format(file)) {
          case NOTHING -> {}
          case CHANGED -> changed++;
          case LEFT_ALONE -> leftAlone++;
        }
      }
    }
    terminal.say(
        "%d %s read, %d %s, %d left alone"
            .formatted(
                files,
                files == 1 ? "file" : "files",
                changed,
                check ? "not uniform" : "changed",
                leftAlone));
    return leftAlone > 0 ? Exit.WRONG_USE : check && changed > 0 ? Exit.FAILING : Exit.PASS;
  }

  private static List<Path> filesOf(Path given) {
    try {
      return Layouts.filesBelow(given);
    } catch (IOException e) {
      throw new Refused(given + ": must be a readable folder or file, was not");
    }
  }

  private Done format(Path file) throws IOException {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      return leftAlone(file, "must be readable UTF-8 text, was not");
    }
    return switch (layout.of(text)) {
      case Laid.LeftAlone(String why) -> leftAlone(file, why);
      case Laid.Uniform(String uniform) ->
          uniform.equals(text) ? Done.NOTHING : change(file, uniform);
    };
  }

  private Done leftAlone(Path file, String why) {
    terminal.say(Terminal.harmless(file + ": left alone: " + why));
    return Done.LEFT_ALONE;
  }

  private Done change(Path file, String uniform) throws IOException {
    if (!check) {
      replace(file.toRealPath(), uniform);
    }
    terminal.print(Terminal.harmless(file.toString()));
    return Done.CHANGED;
  }

  /** Whoever reads the file meanwhile sees the one or the other, never a part. */
  private static void replace(Path file, String text) throws IOException {
    Path beside = Files.createTempFile(file.getParent(), ".fmt", ".tmp");
    try {
      Files.writeString(beside, text);
      var posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
      if (posix != null) {
        Files.setPosixFilePermissions(beside, posix.readAttributes().permissions());
      }
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }
}
