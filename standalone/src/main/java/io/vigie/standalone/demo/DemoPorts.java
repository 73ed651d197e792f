package io.vigie.standalone.demo;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * Where the parts of the demo listen: free ports, found once and remembered, so that a demo that is
 * started again checks the same addresses.
 */
record DemoPorts(int shop, int wiki, int slack, int mail) {

  private static final String FILE = "demo-ports.properties";

  static DemoPorts in(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      return Files.exists(file) ? read(file) : choose(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": must be readable and writable", e);
    }
  }

  private static DemoPorts read(Path file) throws IOException {
    Properties remembered = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      remembered.load(reader);
    }
    return new DemoPorts(
        port(remembered, "shop"),
        port(remembered, "wiki"),
        port(remembered, "slack"),
        port(remembered, "mail"));
  }

  private static int port(Properties remembered, String name) {
    return Integer.parseInt(remembered.getProperty(name));
  }

  private static DemoPorts choose(Path file) throws IOException {
    DemoPorts chosen = new DemoPorts(free(), free(), free(), free());
    Properties remembered = new Properties();
    remembered.setProperty("shop", Integer.toString(chosen.shop));
    remembered.setProperty("wiki", Integer.toString(chosen.wiki));
    remembered.setProperty("slack", Integer.toString(chosen.slack));
    remembered.setProperty("mail", Integer.toString(chosen.mail));
    try (Writer writer = Files.newBufferedWriter(file)) {
      remembered.store(writer, "Where the parts of the demo listen; delete to choose anew");
    }
    return chosen;
  }

  private static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
