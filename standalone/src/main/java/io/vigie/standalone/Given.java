package io.vigie.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.function.UnaryOperator;

/**
 * What whoever starts Vigie has set already: in the file with further settings, as a system
 * property, or in the environment.
 */
final class Given {

  private final Properties file;
  private final UnaryOperator<String> environment;

  private Given(Properties file, UnaryOperator<String> environment) {
    this.file = file;
    this.environment = environment;
  }

  /** Reads the file, where there is one. */
  static Given by(Optional<Path> config, UnaryOperator<String> environment) throws IOException {
    var set = new Properties();
    if (config.isPresent()) {
      try (var in = Files.newBufferedReader(config.get())) {
        set.load(in);
      }
    }
    return new Given(set, environment);
  }

  /** True for a key of the file. */
  boolean inFile(String key) {
    return file.containsKey(key) || file.containsKey("%prod." + key);
  }

  /** True for a key that is set anywhere. */
  boolean has(String key) {
    return inFile(key)
        || System.getProperty(key) != null
        || environment.apply(key) != null
        || environment.apply(ServiceProcess.variable(key)) != null;
  }
}
