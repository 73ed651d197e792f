package io.vigie.scheduler.takeover;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A scheduler in a JVM of its own. */
public final class SchedulerProcess implements AutoCloseable {

  private final Process process;

  private SchedulerProcess(Process process) {
    this.process = process;
  }

  /** Starts one; {@code prefix} may bind it to a core. */
  public static SchedulerProcess start(
      String bootstrap, Path log, List<String> prefix, String... flags) {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=" + System.getProperty("vigie.scheduler.tier", "4"),
            "--enable-native-access=ALL-UNNAMED",
            "-Dorg.jboss.logging.provider=jdk",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dkafka.bootstrap.servers=" + bootstrap));
    command.addAll(List.of(flags));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), SchedulerProgram.class.getName()));
    try {
      return new SchedulerProcess(
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Writes one letter to it. */
  public void say(char letter) throws IOException {
    process.getOutputStream().write(letter);
    process.getOutputStream().flush();
  }

  /** As {@code kill -9}. */
  void kill() {
    process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
  }

  /** As {@code kill -STOP}. */
  void freeze() {
    signal("STOP");
  }

  /** As {@code kill -CONT}. */
  void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      int code = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
      if (code != 0) {
        throw new IllegalStateException("kill -" + name + " " + pid() + " answered " + code);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Ends it in order. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (IOException e) {
      kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
