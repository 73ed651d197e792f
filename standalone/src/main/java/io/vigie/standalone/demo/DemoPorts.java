package io.vigie.standalone.demo;

import io.vigie.embedded.Ports;
import io.vigie.testkit.twin.signal.SignalPorts;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * Where the parts of the demo listen: free ports, found once and remembered, so that a demo that is
 * started again checks the same addresses.
 *
 * @param sink where the runner of the demo records what applications send
 * @param outside where somebody listens for signs of life of this Vigie
 */
record DemoPorts(
    int shop, int wiki, SignalPorts signal, int slack, int mail, int sink, int outside) {

  private static final String FILE = "demo-ports.properties";

  static DemoPorts in(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      Properties remembered = new Properties();
      if (Files.exists(file)) {
        try (Reader reader = Files.newBufferedReader(file)) {
          remembered.load(reader);
        }
      }
      int known = remembered.size();
      DemoPorts ports = read(remembered);
      if (remembered.size() > known) {
        write(remembered, file);
      }
      return ports;
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": must be readable and writable", e);
    }
  }

  private static DemoPorts read(Properties remembered) {
    return new DemoPorts(
        port(remembered, "shop"),
        port(remembered, "wiki"),
        signal(remembered),
        port(remembered, "slack"),
        port(remembered, "mail"),
        port(remembered, "sink"),
        port(remembered, "outside"));
  }

  private static SignalPorts signal(Properties remembered) {
    int closed =
        Integer.parseInt(
            (String)
                remembered.computeIfAbsent(
                    "signal-gunicorn", _ -> Integer.toString(SignalPorts.closed())));
    return new SignalPorts(
        port(remembered, "signal"),
        closed,
        port(remembered, "signal-imap"),
        port(remembered, "signal-smtp"),
        port(remembered, "signal-redis"),
        port(remembered, "signal-hook"));
  }

  private static int port(Properties remembered, String name) {
    if (!remembered.containsKey(name)) {
      remembered.setProperty(name, Integer.toString(Ports.free()));
    }
    return Integer.parseInt(remembered.getProperty(name));
  }

  private static void write(Properties chosen, Path file) throws IOException {
    try (Writer writer = Files.newBufferedWriter(file)) {
      chosen.store(writer, "Where the parts of the demo listen; delete to choose anew");
    }
  }
}
