package io.vigie.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vigie alert}: asks for one of the verbs below it. */
@Command(
    name = "alert",
    description = "Try the channels of a running Vigie, and see how far its messages got.",
    synopsisSubcommandLabel = "VERB")
final class AlertCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a verb is required, none was given");
  }
}
