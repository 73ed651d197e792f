package io.vigie.standalone;

import io.vigie.embedded.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is to be started.
 *
 * @param checklists the folder (or one file) with the checklists
 * @param port the port of the web page; the services of four processes take this and the next three
 * @param data the folder of the data
 * @param config a file with further settings of the services
 * @param further settings that whoever starts it adds
 * @param stopAfter how long after it is ready it stops by itself, where it does
 */
public record Plan(
    Path checklists,
    int port,
    Path data,
    Optional<Path> config,
    Map<String, String> further,
    Optional<Duration> stopAfter) {

  private static final int LAST_PORT = 65_535;

  public Plan {
    further = Map.copyOf(further);
  }

  /**
   * Those of the defaults that the file with further settings leaves open: what is given to a
   * process in its environment outranks the file.
   */
  Map<String, String> defaults(Map<String, String> all) throws IOException {
    var given = given();
    var open = new TreeMap<>(all);
    open.keySet().removeIf(given::inFile);
    return open;
  }

  /** Where the canary's target is when alert-service listens on {@code port} of this machine. */
  static Map<String, String> canaryAt(int port) {
    return Map.of(
        "vigie.canary.target", "http://" + Ports.LOOPBACK + ":" + port + "/api/v1/alerting/canary");
  }

  /** What is set already. */
  Given given() throws IOException {
    return Given.by(config, System::getenv);
  }

  /** Refuses what cannot work before anything has been started. */
  void requirePossible(int ports) {
    if (!Files.exists(checklists)) {
      throw new Refused(
          checklists + ": must be a folder with checklists (*.yaml), but does not exist");
    }
    config
        .filter(file -> !Files.isRegularFile(file))
        .ifPresent(
            file -> {
              throw new Refused(file + ": must be a file with settings, but is none");
            });
    int last = LAST_PORT - ports + 1;
    if (port < 1 || port > last) {
      throw new Refused("--port: must be from 1 to %d, found %d".formatted(last, port));
    }
    for (int wanted = port; wanted < port + ports; wanted++) {
      if (!Ports.isFree(wanted)) {
        throw new Refused(
            "port %d on %s: must be free, but another process uses it; choose another with --port"
                .formatted(wanted, Ports.LOOPBACK));
      }
    }
  }
}
