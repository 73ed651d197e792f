package io.vigie.cli;

import io.vigie.standalone.Plan;
import io.vigie.standalone.Standalone;
import io.vigie.standalone.demo.DemoPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigie demo}, with {@code break} and {@code mend} for the one that is running. */
@Command(
    name = "demo",
    description =
        "Watch three small systems that can be broken, with a Slack and a mailbox to look into.")
final class DemoCommand implements Callable<Integer> {

  private static final String FAULT =
      "The name of a fault, such as shop-down; the page lists them.";

  private final Terminal terminal;

  @Option(
      names = "--port",
      defaultValue = "8080",
      scope = CommandLine.ScopeType.INHERIT,
      description = "The port of the web page (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--data",
      defaultValue = ".vigie/demo",
      description = "The folder of the data (default: ${DEFAULT-VALUE}).")
  private Path data;

  DemoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(name = "break", description = "Plant a fault in the demo that is running.")
  int plant(@Parameters(paramLabel = "FAULT", description = FAULT) String fault) {
    return new DemoSwitch(port, terminal).turn("break", fault);
  }

  @Command(name = "mend", description = "Remove a fault from the demo that is running.")
  int mend(@Parameters(paramLabel = "FAULT", description = FAULT) String fault) {
    return new DemoSwitch(port, terminal).turn("mend", fault);
  }

  @Override
  public Integer call() throws IOException {
    String page = "http://127.0.0.1:" + port;
    DemoPlan demo = DemoPlan.prepare(Files.createDirectories(data), page);
    Plan plan =
        new Plan(
            demo.checklists(), port, data, Optional.empty(), demo.settings(), Optional.empty());
    terminal.say("the verdict will be at " + page + "/");
    terminal.say("break something at       " + page + "/demo  (or: vigie demo break shop-down)");
    terminal.say("Slack will be at         " + page + "/demo/slack");
    terminal.say("the mailbox will be at   " + page + "/demo/mail");
    int code = new Standalone(plan, terminal::say).run();
    return code == 0 ? Exit.PASS : Exit.NO_ANSWER;
  }
}
