package io.vigie.cli;

import io.vigie.contract.check.ItemId;
import io.vigie.standalone.Refused;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigie init}. */
@Command(
    name = "init",
    description = "Write a checklist to start from, with comments; overwrites nothing.")
final class InitCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "Where to write it (default: checklists/ and the name of the system).")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--system",
      paramLabel = "NAME",
      defaultValue = "my-system",
      description = "The application (default: ${DEFAULT-VALUE}).")
  private String system;

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "https://www.example.com",
      description = "Where it is found (default: ${DEFAULT-VALUE}).")
  private String url;

  InitCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    if (!ItemId.isSystemName(system)) {
      throw new Refused(
          "--system: must be 1 to 63 lower-case letters, digits and dashes, was \"%s\""
              .formatted(system));
    }
    var target = file.orElse(Path.of("checklists", system + ".yaml"));
    refuseWhatNobodyReads(target);
    var starter = Starter.of(system, url);
    starter
        .problem()
        .ifPresent(
            problem -> {
              throw new Refused("--url: " + problem);
            });
    write(target, starter.text());
    terminal.print(target.toString());
    terminal.say("written; now: vigie lint %s, vigie run %s".formatted(target, target));
    return Exit.PASS;
  }

  private static void refuseWhatNobodyReads(Path target) {
    var name = target.toString();
    if (!name.endsWith(".yaml") && !name.endsWith(".yml")) {
      throw new Refused(target + ": must end in .yaml or .yml, or it is not read as a checklist");
    }
  }

  private static void write(Path target, String text) throws IOException {
    try {
      var folder = target.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      Files.writeString(target, text, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw new Refused(e.getFile() + ": must not be there yet, was; nothing was overwritten");
    }
  }
}
