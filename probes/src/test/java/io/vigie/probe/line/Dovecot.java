package io.vigie.probe.line;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigie.embedded.Ports;
import io.vigie.testkit.tls.TlsIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** The IMAP server of the distribution, with one account; it also tells Postfix who may log in. */
public final class Dovecot implements AutoCloseable {

  public static final String USER = "robot";
  public static final String PASSWORD = "a pass word";

  private static final String PROGRAM = "/usr/sbin/dovecot";

  private final RealServer server;
  private final Path folder;
  private final int port;
  private final int tlsPort;

  private Dovecot(RealServer server, Path folder, int port, int tlsPort) {
    this.server = server;
    this.folder = folder;
    this.port = port;
    this.tlsPort = tlsPort;
  }

  /** Starts one that shows {@code identity}; skips the test where it cannot be started. */
  public static Dovecot start(Path folder, TlsIdentity identity) throws IOException {
    RealServer.requireInstalled(PROGRAM);
    assumeTrue(System.getProperty("user.name").equals("root"), "Dovecot is started by root only");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(folder.resolve("cert.pem"), identity.chainPem());
    Files.writeString(folder.resolve("key.pem"), identity.keyPem());
    Files.writeString(folder.resolve("users"), USER + ":{PLAIN}" + PASSWORD + "\n");
    fill(folder.resolve("mail/robot/new"));
    int port = Ports.free();
    int tlsPort = Ports.free();
    Path settings = folder.resolve("dovecot.conf");
    Files.writeString(settings, settings(folder, port, tlsPort));
    RealServer.run(
        folder, List.of("/bin/chown", "-R", "mail:mail", folder.resolve("mail").toString()));
    return new Dovecot(
        RealServer.start(folder, tlsPort, List.of(PROGRAM, "-F", "-c", settings.toString())),
        folder,
        port,
        tlsPort);
  }

  private static void fill(Path mails) throws IOException {
    Files.createDirectories(mails);
    Files.createDirectories(mails.resolveSibling("cur"));
    Files.createDirectories(mails.resolveSibling("tmp"));
    for (int i = 0; i < 3; i++) {
      Files.writeString(mails.resolve("170000000" + i + ".M1P1.host"), "Subject: hi\n\nhello\n");
    }
  }

  private static String settings(Path folder, int port, int tlsPort) {
    return """
    base_dir = FOLDER/run
    state_dir = FOLDER/state
    log_path = FOLDER/dovecot.log
    protocols = imap
    listen = 127.0.0.1
    ssl = required
    ssl_cert = <FOLDER/cert.pem
    ssl_key = <FOLDER/key.pem
    auth_mechanisms = plain login
    disable_plaintext_auth = yes
    mail_location = maildir:FOLDER/mail/%n
    first_valid_uid = 1
    passdb {
      driver = passwd-file
      args = FOLDER/users
    }
    userdb {
      driver = static
      args = uid=mail gid=mail home=FOLDER/mail/%n
    }
    service anvil {
      chroot =
    }
    service imap-login {
      chroot =
      inet_listener imap {
        port = CLEAR
      }
      inet_listener imaps {
        port = SECURE
        ssl = yes
      }
    }
    service auth {
      unix_listener FOLDER/auth {
        mode = 0666
      }
    }
    """
        .replace("FOLDER", folder.toString())
        .replace("CLEAR", String.valueOf(port))
        .replace("SECURE", String.valueOf(tlsPort));
  }

  /** Where STARTTLS is offered. */
  public int port() {
    return port;
  }

  /** Where TLS is spoken from the start. */
  public int tlsPort() {
    return tlsPort;
  }

  /** The socket at which others ask who may log in. */
  public Path authSocket() {
    return folder.resolve("auth");
  }

  @Override
  public void close() {
    server.close();
  }
}
