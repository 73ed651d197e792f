package io.vigie.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command without a verb: asks for one. */
@Command(
    name = "vigie",
    description = "Turns a go-live checklist into a watch.",
    synopsisSubcommandLabel = "VERB",
    usageHelpAutoWidth = true,
    footer = {
      "",
      "Exit codes: 0 everything passes, 1 something fails, would change or is open, 2 wrong use or"
          + " a broken checklist, 3 could not be judged.",
      "Data goes to the standard output, talk to the standard error. NO_COLOR is honoured."
    })
final class VigieCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a verb is required, none was given");
  }
}
