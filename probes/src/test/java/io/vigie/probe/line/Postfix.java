package io.vigie.probe.line;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The Postfix of the distribution, in a folder of its own, beside a {@link Dovecot}. */
public final class Postfix implements AutoCloseable {

  private static final String PROGRAM = "/usr/sbin/postfix";

  private static final String MAIN =
      """
      compatibility_level = 3.6
      queue_directory = FOLDER/spool
      data_directory = FOLDER/data
      maillog_file = FOLDER/mail.log
      maillog_file_prefixes = FOLDER
      myhostname = mail.example.com
      inet_interfaces = 127.0.0.1
      inet_protocols = ipv4
      alias_maps =
      default_transport = discard
      """;

  private static final String SERVICES =
      """
      PORT inet n - n - - smtpd
      cleanup unix n - n - 0 cleanup
      qmgr unix n - n 300 1 qmgr
      tlsmgr unix - - n 1000? 1 tlsmgr
      rewrite unix - - n - - trivial-rewrite
      bounce unix - - n - 0 bounce
      defer unix - - n - 0 bounce
      virtual unix - n n - - virtual
      discard unix - - n - - discard
      error unix - - n - - error
      anvil unix - - n - 1 anvil
      scache unix - - n - 1 scache
      proxymap unix - - n - - proxymap
      postlog unix-dgram n - n - 1 postlogd
      """;

  private final Path folder;
  private final RealServer server;

  private Postfix(Path folder, RealServer server) {
    this.folder = folder;
    this.server = server;
  }

  /** Skips the test where it is not installed. */
  public static void requireInstalled() {
    RealServer.requireInstalled(PROGRAM);
  }

  /**
   * Starts it.
   *
   * @param more of its configuration, in which FOLDER is the folder
   */
  public static Postfix start(Path folder, int port, String more) throws IOException {
    Files.createDirectories(folder.resolve("spool"));
    Files.createDirectories(folder.resolve("data"));
    RealServer.run(folder, List.of("/bin/chown", "postfix", folder.resolve("data").toString()));
    Files.createDirectories(folder.resolve("etc"));
    Files.writeString(
        folder.resolve("etc/main.cf"), (MAIN + more).replace("FOLDER", folder.toString()));
    Files.writeString(
        folder.resolve("etc/master.cf"), SERVICES.replace("PORT", String.valueOf(port)));
    return new Postfix(
        folder,
        RealServer.start(folder, port, List.of(PROGRAM, "-c", folder + "/etc", "start-fg")));
  }

  @Override
  public void close() {
    RealServer.run(folder, List.of(PROGRAM, "-c", folder + "/etc", "stop"));
    server.close();
  }
}
