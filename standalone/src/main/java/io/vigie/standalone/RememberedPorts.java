package io.vigie.standalone;

import io.vigie.embedded.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * Free ports that stay the same from one start to the next as long as nobody else takes them, so
 * that a tool once pointed at the database still finds it.
 */
final class RememberedPorts {

  private final Path file;

  RememberedPorts(Path file) {
    this.file = file;
  }

  /** The port of a server: the one of last time where it is free, and else another. */
  synchronized int of(String server) {
    try {
      var ports = read();
      int port = lastTime(ports, server);
      if (port == 0 || !Ports.isFree(port)) {
        port = Ports.free();
        ports.setProperty(server, Integer.toString(port));
        write(ports);
      }
      return port;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int lastTime(Properties ports, String server) {
    var text = ports.getProperty(server, "");
    return text.matches("\\d{4,5}") ? Integer.parseInt(text) : 0;
  }

  private Properties read() throws IOException {
    var ports = new Properties();
    if (Files.exists(file)) {
      try (var in = Files.newBufferedReader(file)) {
        ports.load(in);
      }
    }
    return ports;
  }

  private void write(Properties ports) throws IOException {
    try (var out = Files.newBufferedWriter(file)) {
      ports.store(out, "Ports of the embedded servers; a busy one is replaced.");
    }
  }
}
