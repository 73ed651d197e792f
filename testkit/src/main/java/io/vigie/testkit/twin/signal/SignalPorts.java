package io.vigie.testkit.twin.signal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Where its parts listen, all on 127.0.0.1; 0 takes a free port.
 *
 * @param site the pages, over HTTPS
 * @param gunicorn the inner port of the application, which nobody outside may reach
 * @param imap the mailbox that it polls
 * @param smtp where mails for that mailbox are taken
 * @param redis its cache
 * @param hook the webhook of another, over HTTPS
 */
public record SignalPorts(int site, int gunicorn, int imap, int smtp, int redis, int hook) {

  private static final int LOWEST = 12_000;
  private static final int HIGHEST = 32_000;
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofMillis(1);

  /** Free ports for all of them. */
  public static SignalPorts free() {
    return new SignalPorts(0, 0, 0, 0, 0, 0);
  }

  /** The inner port as it is given, or one that is free and stays so. */
  int innerPort() {
    return gunicorn == 0 ? closed() : gunicorn;
  }

  /**
   * A port that nothing listens on. It is none of those that the system gives to whoever does not
   * care, so nobody comes upon it by chance.
   */
  public static int closed() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (isFree(port)) {
        return port;
      }
    }
  }

  /** Returns when nobody listens any more: a server says that it is closed a moment before. */
  static void awaitClosed(int port) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!isFree(port) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return probe.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
