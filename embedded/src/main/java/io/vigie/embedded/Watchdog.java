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
 * us, and asks the server to stop when the pipe ends, which also happens when we are killed. The
 * shell leads a session of its own, so that a Ctrl-C in the terminal reaches us only, and we decide
 * about the order in which things stop.
 */
final class Watchdog {

  private static final String SCRIPT =
      """
      exec 3<&0
      "$@" 3<&- </dev/null &
      server=$!
      { cat <&3 >/dev/null; kill -INT "$server"; } &
      reader=$!
      exec 3<&-
      trap '' HUP TERM
      while :; do
        wait "$server"
        status=$?
        kill -0 "$server" 2>/dev/null || break
      done
      kill "$reader" 2>/dev/null
      exit "$status"
      """;

  private final Process shell;

  private Watchdog(Process shell) {
    this.shell = shell;
  }

  /** Starts a server under a watchdog; what it says is written to the log. */
  static Watchdog start(
      Account account, List<String> server, Map<String, String> environment, Path log)
      throws IOException {
    var command = new ArrayList<String>();
    command.add("setsid");
    command.addAll(account.run(List.of("sh", "-c", SCRIPT, "vigie-watchdog")));
    command.addAll(server);
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    return new Watchdog(builder.redirectErrorStream(true).redirectOutput(log.toFile()).start());
  }

  boolean isAlive() {
    return shell.isAlive();
  }

  /** Ends the pipe and waits; answers whether the server stopped in time. */
  boolean stop(Duration patience) {
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

  /** Kills the shell and the server, which recovers from its log at the next start. */
  void kill() {
    shell.descendants().forEach(ProcessHandle::destroyForcibly);
    shell.destroyForcibly();
  }
}
