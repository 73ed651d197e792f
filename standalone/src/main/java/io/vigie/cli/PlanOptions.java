package io.vigie.cli;

import io.vigie.standalone.Plan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every verb that starts the services is told. */
final class PlanOptions {

  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      defaultValue = "checklists",
      description = "The folder with the checklists (default: ${DEFAULT-VALUE}).")
  private Path checklists;

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "The port of the web page (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--data",
      defaultValue = ".vigie",
      description = "The folder of the data (default: ${DEFAULT-VALUE}).")
  private Path data;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "A .properties file with further settings of the services.")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--stop-after",
      hidden = true,
      description = "Stop by itself so many seconds after it is ready.")
  private Optional<Integer> stopAfter = Optional.empty();

  Plan plan() {
    return new Plan(checklists, port, data, config, Map.of(), stopAfter.map(Duration::ofSeconds));
  }
}
