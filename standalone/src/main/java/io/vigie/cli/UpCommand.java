package io.vigie.cli;

import io.vigie.standalone.Standalone;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vigie up}. */
@Command(
    name = "up",
    description = "Watch the checklists of a folder, until Ctrl-C. Needs no installation.")
final class UpCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private PlanOptions options;

  UpCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    int code = new Standalone(options.plan(), terminal::say).run();
    return code == 0 ? Exit.PASS : Exit.NO_ANSWER;
  }
}
