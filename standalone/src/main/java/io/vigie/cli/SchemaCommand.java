package io.vigie.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vigie.probe.ProbeKinds;
import io.vigie.scheduler.checklist.ChecklistSchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code vigie schema}. */
@Command(
    name = "schema",
    description = "Print the JSON Schema of checklists, for an editor that completes and checks.")
final class SchemaCommand implements Callable<Integer> {

  private final Terminal terminal;

  SchemaCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws JsonProcessingException {
    terminal.print(PrettyJson.of(ChecklistSchema.of(ProbeKinds.discovered().all())));
    return Exit.PASS;
  }
}
