package io.vigie.probe.redis;

import io.vigie.embedded.Ports;
import io.vigie.probe.line.RealServer;
import io.vigie.testkit.tls.TlsIdentity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The contract with the redis of the distribution. */
@Tag("real")
class RealRedisProbeTest extends RedisContract {

  private static final String SERVER = "/usr/bin/redis-server";
  private static final int OPEN = Ports.free();
  private static final int GUARDED = Ports.free();
  private static final int SECURED = Ports.free();

  @TempDir static Path folder;

  private static final List<RealServer> SERVERS = new ArrayList<>();

  @BeforeAll
  static void startServers() throws Exception {
    RealServer.requireInstalled(SERVER);
    TlsIdentity identity = AUTHORITY.issue("localhost");
    Files.writeString(folder.resolve("cert.pem"), identity.chainPem());
    Files.writeString(folder.resolve("key.pem"), identity.keyPem());
    start(OPEN, "port " + OPEN);
    start(GUARDED, "port " + GUARDED + accounts());
    start(
        SECURED,
        "port 0\ntls-port "
            + SECURED
            + "\ntls-cert-file cert.pem\ntls-key-file key.pem\n"
            + "tls-ca-cert-file cert.pem\ntls-auth-clients no"
            + accounts());
  }

  private static String accounts() {
    return "\nrequirepass \"" + PASSWORD + "\"\nuser watch on \">" + PASSWORD + "\" ~* +@all\n";
  }

  private static void start(int port, String settings) throws Exception {
    Path file = folder.resolve(port + ".conf");
    Files.writeString(
        file, "bind 127.0.0.1\nsave \"\"\ndaemonize no\ndir " + folder + "\n" + settings + "\n");
    SERVERS.add(RealServer.start(folder, port, List.of(SERVER, file.toString())));
  }

  @AfterAll
  static void stopServers() {
    SERVERS.forEach(RealServer::close);
  }

  @Override
  int open() {
    return OPEN;
  }

  @Override
  int guarded() {
    return GUARDED;
  }

  @Override
  int secured() {
    return SECURED;
  }
}
