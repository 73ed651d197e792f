package io.vigie.alert.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Programs that a test starts, and waiting for what they do. */
final class Programs {

  private static final Duration LOOK = Duration.ofMillis(50);

  private Programs() {}

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** One that ends with this process, however that ends. */
  static Process start(List<String> command, Path log) throws IOException {
    Files.createDirectories(log.getParent());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return process;
  }

  /** Returns when it is so; fails with {@code what} when it takes longer than that. */
  static void await(Duration patience, String what, Callable<Boolean> isSo) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!isTrue(isSo)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(what + ": must be so within " + patience);
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private static boolean isTrue(Callable<Boolean> isSo) {
    try {
      return isSo.call();
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
