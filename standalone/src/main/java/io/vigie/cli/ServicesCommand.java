package io.vigie.cli;

import io.vigie.standalone.SeparateServices;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vigie services}. */
@Command(
    name = "services",
    description =
        "Like up, but with the four services as four processes, on --port and the next three.")
final class ServicesCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private PlanOptions options;

  ServicesCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    // Set by the launcher; the services lie where they were built.
    var home = Path.of(System.getProperty("vigie.home", ""));
    int code = new SeparateServices(home, options.plan(), terminal::say).run();
    return code == 0 ? Exit.PASS : Exit.NO_ANSWER;
  }
}
