package io.vigie.cli;

import io.vigie.embedded.InfrastructureException;
import io.vigie.standalone.Refused;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;

/** The verbs, put together. */
final class CommandLines {

  private CommandLines() {}

  static CommandLine of(Terminal terminal) {
    var line = new CommandLine(new VigieCommand());
    line.addSubcommand(new UpCommand(terminal));
    line.addSubcommand(new DemoCommand(terminal));
    line.addSubcommand(new ServicesCommand(terminal));
    line.addSubcommand(new BackboneCommand(terminal));
    line.addSubcommand(new RunCommand(terminal));
    line.addSubcommand(new InitCommand(terminal));
    line.addSubcommand(new LintCommand(terminal));
    line.addSubcommand(new PlanCommand(terminal));
    line.addSubcommand(new FmtCommand(terminal));
    line.addSubcommand(new SchemaCommand(terminal));
    line.addSubcommand(new AttestCommand(terminal));
    line.addSubcommand(new CheckNowCommand(terminal));
    line.addSubcommand(new DeployedCommand(terminal));
    line.addSubcommand(new IncidentsCommand(terminal));
    line.addSubcommand(new AckCommand(terminal));
    line.addSubcommand(new SilenceCommand(terminal));
    line.addSubcommand(new WaiveCommand(terminal));
    line.addSubcommand(new RouteCommand(terminal));
    line.addSubcommand(
        new CommandLine(new AlertCommand())
            .addSubcommand(new AlertTestCommand(terminal))
            .addSubcommand(new AlertDeliveriesCommand(terminal)));
    line.addSubcommand(new VersionCommand(terminal));
    addHelp(line);
    line.addSubcommand(new CommandLine.HelpCommand());
    return line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(terminal.colours() ? Ansi.ON : Ansi.OFF))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((failure, _, _) -> explain(terminal, failure));
  }

  /** To a verb and to all below it. */
  private static void addHelp(CommandLine line) {
    line.getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help.")
                .build());
    line.getSubcommands().values().forEach(CommandLines::addHelp);
  }

  /** Nobody who calls a program wants to read a stack trace. */
  private static int explain(Terminal terminal, Exception failure) {
    switch (failure) {
      case Refused refused -> {
        terminal.say("vigie: " + refused.getMessage());
        return Exit.WRONG_USE;
      }
      case InfrastructureException broken -> terminal.say("vigie: " + broken.getMessage());
      default -> terminal.say("vigie: " + failure.getMessage() + because(failure));
    }
    return Exit.NO_ANSWER;
  }

  private static String because(Throwable failure) {
    var cause = failure.getCause();
    if (cause == null) {
      return " (" + failure.getClass().getSimpleName() + ")";
    }
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return ": " + oneLine(String.valueOf(cause.getMessage()));
  }

  /** Settings that are wrong are listed line by line, each with the class of its exception. */
  private static String oneLine(String message) {
    return message.replaceAll("\\s+", " ").replaceAll("\\bjava\\.[\\w.]+Exception: ", "");
  }
}
