package io.vigie.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a server running: where it ends although nobody asked it to, it is started again after a
 * pause. Where that fails too often within a minute, it is given up and that is told.
 */
final class Revival {

  /** How a server is started and awaited. */
  interface Server {

    /** Starts the process; nobody has to be able to use it yet. */
    Watchdog launch() throws IOException;

    /** Returns when clients can use it. */
    void awaitUsable(Watchdog process) throws IOException;
  }

  private static final int FAILURES = 3;
  private static final Duration WITHIN = Duration.ofMinutes(1);

  /** What the killed server left, such as its shared memory, is gone after a moment. */
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final String name;
  private final Server server;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CompletableFuture<String> lost = new CompletableFuture<>();
  private final Deque<Long> failures = new ArrayDeque<>();
  private Watchdog process;

  private Revival(String name, Server server, Watchdog process) {
    this.name = name;
    this.server = server;
    this.process = process;
  }

  /** Starts the server, returns when it can be used, and watches it from then on. */
  static Revival start(String name, Server server) throws IOException {
    var process = server.launch();
    server.awaitUsable(process);
    var revival = new Revival(name, server, process);
    Thread.ofPlatform().daemon().name("vigie-watch-" + name).start(revival::watch);
    return revival;
  }

  /** Is told, in one sentence, that the server ended and will not come back. */
  CompletionStage<String> lost() {
    return lost.minimalCompletionStage();
  }

  private void watch() {
    try {
      while (true) {
        int status = current().process().waitFor();
        var trouble = "ended with status " + status;
        while (trouble != null) {
          if (isClosing() || isTooMuch(trouble) || closing.await(pause(), TimeUnit.MILLISECONDS)) {
            return;
          }
          trouble = again();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Answers what went wrong, or null where the server can be used again. */
  private String again() {
    try {
      var next = launch();
      if (next != null) {
        server.awaitUsable(next);
      }
      return null;
    } catch (IOException | RuntimeException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** Whoever closes either forbids the launch or finds the process that was launched. */
  private synchronized Watchdog launch() throws IOException {
    if (isClosing()) {
      return null;
    }
    // Where only the shell was killed, this lets go of what it left.
    process.stop(Duration.ZERO);
    process = server.launch();
    return process;
  }

  private boolean isTooMuch(String trouble) {
    long now = System.nanoTime();
    failures.addLast(now);
    failures.removeIf(before -> now - before > WITHIN.toNanos());
    if (failures.size() < FAILURES) {
      return false;
    }
    lost.complete(
        "%s: must run, but failed %d times within a minute; the last time: %s"
            .formatted(name, FAILURES, trouble));
    return true;
  }

  private long pause() {
    return PAUSE.toMillis() << (failures.size() - 1);
  }

  private synchronized Watchdog current() {
    return process;
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  /** Stops the server, and kills it where that takes too long; it does not come back. */
  void close(Duration patience) {
    closing.countDown();
    var last = current();
    if (!last.stop(patience)) {
      last.kill();
    }
  }
}
