package io.vigie.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports on the loopback address: a free one, and the question whether a wanted one is free. Between
 * the answer and its use another process may take the port, so a caller still meets bind failures.
 */
public final class Ports {

  /** The only address on which the embedded servers listen. */
  public static final String LOOPBACK = "127.0.0.1";

  /**
   * Below the ports that Linux, macOS and Windows hand out by themselves: whoever asks them for any
   * port, and every connection that goes out, would otherwise take the one that was found free here
   * before a server that starts for seconds gets to it.
   */
  private static final int LOWEST = 12_000;

  private static final int HIGHEST = 32_767;

  private static final int PARTS = 16;
  private static final int WIDTH = (HIGHEST + 1 - LOWEST) / PARTS;

  /** Processes that start at the same time look in different parts, most of them. */
  private static final int OWN = LOWEST + (int) (ProcessHandle.current().pid() % PARTS) * WIDTH;

  /** Whoever was given one may not listen there yet. */
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private static final int TRIES = 1_000;

  private Ports() {}

  /**
   * A port on which nothing listens now, and which nobody is given unless asking for it; in this
   * process nobody is given it again.
   */
  public static int free() {
    return ThreadLocalRandom.current()
        .ints(TRIES, OWN, OWN + WIDTH)
        .filter(port -> isFree(port) && GIVEN.add(port))
        .findFirst()
        .orElseThrow(
            () ->
                new InfrastructureException(
                    "%s: no free port among %d tried from %d to %d"
                        .formatted(LOOPBACK, TRIES, OWN, OWN + WIDTH - 1)));
  }

  /** Whether something could listen on this port now. */
  public static boolean isFree(int port) {
    try (var socket = listen(port)) {
      return socket.isBound();
    } catch (IOException busy) {
      return false;
    }
  }

  /** The wanted port where it is free; any free one where 0 was asked for. */
  static int claim(String server, int wanted) {
    if (wanted == 0) {
      return free();
    }
    if (!isFree(wanted)) {
      throw new InfrastructureException(
          "%s: needs port %d on %s, which another process uses"
              .formatted(server, wanted, LOOPBACK));
    }
    return wanted;
  }

  static InetSocketAddress address(int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(LOOPBACK), port);
  }

  private static ServerSocket listen(int port) throws IOException {
    var socket = new ServerSocket();
    try {
      socket.bind(address(port));
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
