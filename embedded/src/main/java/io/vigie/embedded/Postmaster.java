package io.vigie.embedded;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What can be seen of a running PostgreSQL server from outside. */
final class Postmaster {

  private static final int PROTOCOL_3_0 = 3 << 16;
  private static final char AUTHENTICATION_REQUEST = 'R';

  private Postmaster() {}

  /**
   * Whether the server on this port lets clients log in: it answers a start-up packet by asking for
   * the password, while one that is starting or stopping answers with an error.
   */
  static boolean acceptsLogins(int port, String user) {
    try (var socket = new Socket()) {
      socket.connect(Ports.address(port), 1_000);
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(startUpPacket(user));
      return socket.getInputStream().read() == AUTHENTICATION_REQUEST;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static byte[] startUpPacket(String user) {
    var body = ("user\0" + user + "\0database\0postgres\0\0").getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + body.length)
        .putInt(8 + body.length)
        .putInt(PROTOCOL_3_0)
        .put(body)
        .array();
  }

  /**
   * Stops a server that a killed process left on this data folder. The caller holds the lock of the
   * folder, so nobody else uses that server.
   */
  static void stopLeftOver(Path data, Duration patience) throws IOException {
    var left = named(data);
    if (left.isEmpty()) {
      return;
    }
    long pid = left.get().pid();
    var line = commandLine(pid);
    if (line.contains(data.toString())) {
      Commands.run(
          "PostgreSQL: could not stop the server left over as process " + pid,
          List.of("sh", "-c", "kill -INT \"$1\" 2>/dev/null || ! kill -0 \"$1\"", "sh", "" + pid));
      awaitEnd(left.get(), data, patience);
    } else if (isZombie(pid)) {
      // It has ended, but its parent has not heard of it yet: a new server would take it for alive.
      awaitEnd(left.get(), data, patience);
    }
  }

  private static void awaitEnd(ProcessHandle left, Path data, Duration patience) {
    try {
      left.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new InfrastructureException(
          "PostgreSQL: %s: process %d must have stopped within %s, and runs"
              .formatted(data, left.pid(), patience),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InfrastructureException("PostgreSQL: interrupted while starting", e);
    }
  }

  /** The process that its pid file names, if it is alive and really this server. */
  static Optional<ProcessHandle> running(Path data) throws IOException {
    return named(data).filter(process -> commandLine(process.pid()).contains(data.toString()));
  }

  /** The process that its pid file names, whatever that is by now. */
  private static Optional<ProcessHandle> named(Path data) throws IOException {
    var file = data.resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    var lines = Files.readAllLines(file);
    if (lines.isEmpty() || !lines.getFirst().strip().matches("\\d{1,18}")) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()));
  }

  private static boolean isZombie(long pid) {
    try {
      String stat =
          Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
      return stat.startsWith(" Z", stat.lastIndexOf(')') + 1);
    } catch (IOException gone) {
      return false;
    }
  }

  private static String commandLine(long pid) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }
}
