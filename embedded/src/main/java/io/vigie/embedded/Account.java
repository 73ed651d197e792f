package io.vigie.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * As whom PostgreSQL runs. It refuses to run as root, so where this process is root it is started
 * either in a user namespace in which root is nobody, or as an unprivileged user.
 *
 * @param command what is put before a command so that it runs as this account
 * @param uid the user that must own the server's files
 * @param gid the group that must own the server's files
 */
record Account(List<String> command, int uid, int gid) {

  private static final Path PASSWD = Path.of("/etc/passwd");
  private static final List<String> UNPRIVILEGED = List.of("postgres", "nobody");

  Account {
    command = List.copyOf(command);
  }

  /**
   * The first account that works.
   *
   * @param folder a folder that the account must be able to enter
   */
  static Account find(Path folder) throws IOException {
    // The folder of a process belongs to the user as whom it runs.
    var self = Path.of("/proc/self");
    int uid = (int) Files.getAttribute(self, "unix:uid");
    int gid = (int) Files.getAttribute(self, "unix:gid");
    if (uid != 0) {
      return new Account(List.of(), uid, gid);
    }
    var inNamespace = new Account(List.of("unshare", "--user"), uid, gid);
    if (inNamespace.canEnter(folder)) {
      return inNamespace;
    }
    return unprivileged(folder)
        .orElseThrow(
            () ->
                new InfrastructureException(
                    """
                    PostgreSQL: cannot run as root: needs "unshare --user", or "setpriv" and a user \
                    %s who can enter %s; start as an unprivileged user or choose another folder\
                    """
                        .formatted(String.join(" or ", UNPRIVILEGED), folder)));
  }

  /** The command line that runs this program as the account. */
  List<String> run(List<String> program) {
    var line = new ArrayList<>(command);
    line.addAll(program);
    return line;
  }

  private static Optional<Account> unprivileged(Path folder) throws IOException {
    for (var name : UNPRIVILEGED) {
      var account = ofUser(name);
      if (account.isPresent() && account.get().canEnter(folder)) {
        return account;
      }
    }
    return Optional.empty();
  }

  static Optional<Account> ofUser(String name) throws IOException {
    try (var lines = Files.lines(PASSWD)) {
      return lines
          .map(line -> line.split(":", -1))
          .filter(fields -> fields.length > 3 && fields[0].equals(name))
          .map(fields -> ofIds(fields[2], fields[3]))
          .findFirst();
    }
  }

  private static Account ofIds(String uid, String gid) {
    return new Account(
        List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups"),
        Integer.parseInt(uid),
        Integer.parseInt(gid));
  }

  boolean canEnter(Path folder) {
    try {
      var test =
          new ProcessBuilder(run(List.of("test", "-x", folder.toString())))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return test.waitFor(10, TimeUnit.SECONDS) && test.exitValue() == 0;
    } catch (IOException notInstalled) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
