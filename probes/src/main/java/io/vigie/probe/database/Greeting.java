package io.vigie.probe.database;

import io.vigie.probe.net.Trouble.Broken;
import java.util.Locale;

/** How a server of MySQL's protocol begins. */
final class Greeting {

  private static final int PROTOCOL = 10;
  private static final int TLS = 0x800;
  private static final int SECOND_SALT = 12;

  private final String version;
  private final byte[] salt;
  private final long capabilities;
  private final String plugin;

  private Greeting(String version, byte[] salt, long capabilities, String plugin) {
    this.version = version;
    this.salt = salt;
    this.capabilities = capabilities;
    this.plugin = plugin;
  }

  static Greeting of(Packet packet) {
    if (packet.u8() != PROTOCOL) {
      throw new Broken("protocol-error", "the server does not speak the protocol of MySQL");
    }
    String version = packet.zeroEnded();
    packet.skip(4);
    byte[] first = packet.take(8);
    packet.skip(1);
    long capabilities = packet.little(2);
    packet.skip(3);
    capabilities |= packet.little(2) << 16;
    packet.skip(11);
    byte[] second = packet.take(SECOND_SALT);
    packet.skip(1);
    return new Greeting(
        withoutPrefix(version),
        new Bytes().add(first).add(second).toArray(),
        capabilities,
        packet.zeroEnded());
  }

  /** MariaDB calls itself 5.5.5-10.11 so that old clients do not stumble. */
  private static String withoutPrefix(String version) {
    return version.startsWith("5.5.5-1") ? version.substring("5.5.5-".length()) : version;
  }

  String version() {
    return version;
  }

  byte[] salt() {
    return salt.clone();
  }

  /** The way to log in that it proposes. */
  String plugin() {
    return plugin;
  }

  boolean offersTls() {
    return (capabilities & TLS) != 0;
  }

  boolean isMariaDb() {
    return version.toLowerCase(Locale.ROOT).contains("mariadb");
  }
}
