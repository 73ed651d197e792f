package io.vigie.alert.processes;

import io.vigie.embedded.EmbeddedKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A broker that can be killed: in a process of its own, on the same folder and port each time. */
public final class BrokerProcess implements AutoCloseable {

  private final Path folder;
  private final int port;
  private Process process;

  private BrokerProcess(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /** What the process does. */
  public static void main(String[] arguments) throws InterruptedException {
    try (EmbeddedKafka _ =
        EmbeddedKafka.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]))) {
      // Ends with whoever started it.
      new CountDownLatch(1).await();
    }
  }

  static BrokerProcess start(Path folder, int port) {
    BrokerProcess broker = new BrokerProcess(folder, port);
    broker.start();
    return broker;
  }

  String bootstrap() {
    return "127.0.0.1:" + port;
  }

  private void start() {
    List<String> command =
        List.of(
            Programs.java(),
            "-Xmx320m",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            BrokerProcess.class.getName(),
            folder.toString(),
            Integer.toString(port));
    try {
      process = Programs.start(command, folder.resolveSibling("broker.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As if the power was cut; and back. */
  void killAndStart() {
    kill();
    start();
  }

  private void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
