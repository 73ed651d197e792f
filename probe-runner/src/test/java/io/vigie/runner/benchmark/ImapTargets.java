package io.vigie.runner.benchmark;

import io.vigie.testkit.imap.FakeImap;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * IMAP servers of three manners: one as it should be, one that drips its greeting, one that takes
 * connections and says nothing. Prints their ports and ends with its standard input.
 */
final class ImapTargets {

  static final String USER = FakeImap.USER;
  static final String PASSWORD = FakeImap.PASSWORD;

  private static final int BACKLOG = 1024;
  private static final Duration DRIP = Duration.ofSeconds(1);

  private ImapTargets() {}

  public static void main(String[] arguments) throws IOException {
    CountDownLatch over = new CountDownLatch(1);
    try (FakeImap good = FakeImap.start();
        ServerSocket dripping = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        ServerSocket silent = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress())) {
      List<Socket> open = new CopyOnWriteArrayList<>();
      Thread.startVirtualThread(
          () -> accept(dripping, socket -> Thread.startVirtualThread(() -> drip(socket, over))));
      Thread.startVirtualThread(() -> accept(silent, open::add));
      System.out.println(good.port() + " " + dripping.getLocalPort() + " " + silent.getLocalPort());
      var _ = System.in.readAllBytes();
      over.countDown();
    }
    System.exit(0);
  }

  private static void accept(ServerSocket server, java.util.function.Consumer<Socket> taken) {
    try {
      while (true) {
        taken.accept(server.accept());
      }
    } catch (IOException closed) {
      return;
    }
  }

  private static void drip(Socket socket, CountDownLatch over) {
    byte[] greeting =
        "* OK a server that takes its time over everything".getBytes(StandardCharsets.UTF_8);
    try (socket) {
      for (byte letter : greeting) {
        socket.getOutputStream().write(letter);
        if (over.await(DRIP.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (IOException | InterruptedException gone) {
      return;
    }
  }
}
