package io.vigie.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A child process that cannot outlive this one: a small shell holds the reading end of a pipe from
 * us, and tells the program to stop when the pipe ends, which also happens when we are killed. The
 * shell leads a session of its own, so that a Ctrl-C in the terminal reaches us only, and we decide
 * about the order in which things stop.
 */
public final class Watchdog {

  private static final String SCRIPT =
      """
      signal=$1
      shift
      exec 3<&0
      "$@" 3<&- </dev/null &
      program=$!
      {
        while read -r _; do :; done <&3
        kill -s "$signal" "$program"
        sleep 15
        kill -s KILL "$program"
      } 2>/dev/null &
      reader=$!
      exec 3<&-
      trap '' HUP TERM
      while :; do
        wait "$program"
        status=$?
        kill -0 "$program" 2>/dev/null || break
      done
      kill "$reader" 2>/dev/null
      exit "$status"
      """;

  private final Process shell;

  private Watchdog(Process shell) {
    this.shell = shell;
  }

  /** Starts a program under a watchdog; what it says is written to the log. */
  public static Watchdog start(
      List<String> program, Map<String, String> environment, Path workingFolder, Path log)
      throws IOException {
    return start("TERM", List.of(), program, environment, workingFolder, log);
  }

  /**
   * The same with another signal, and with what must stand before the shell so that both run as
   * another account. A shell starts its background programs with SIGINT ignored, so that signal is
   * only for those who set a handler nevertheless.
   */
  static Watchdog start(
      String signal,
      List<String> account,
      List<String> program,
      Map<String, String> environment,
      Path workingFolder,
      Path log)
      throws IOException {
    var command = new ArrayList<String>();
    command.add("setsid");
    command.addAll(account);
    command.addAll(List.of("sh", "-c", SCRIPT, "vigie-watchdog", signal));
    command.addAll(program);
    var builder = new ProcessBuilder(command).directory(workingFolder.toFile());
    builder.environment().putAll(environment);
    return new Watchdog(builder.redirectErrorStream(true).redirectOutput(log.toFile()).start());
  }

  /** The shell, whose exit status is the program's. */
  public Process process() {
    return shell;
  }

  public boolean isAlive() {
    return shell.isAlive();
  }

  /** Asks the program to stop and waits; answers whether it stopped in time. */
  public boolean stop(Duration patience) {
    try {
      shell.getOutputStream().close();
    } catch (IOException alreadyGone) {
      // The wait below tells.
    }
    try {
      return shell.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Kills the shell and the program. */
  public void kill() {
    shell.descendants().forEach(ProcessHandle::destroyForcibly);
    shell.destroyForcibly();
  }
}
