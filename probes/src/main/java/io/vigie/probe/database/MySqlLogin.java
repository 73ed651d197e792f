package io.vigie.probe.database;

import io.vigie.probe.line.Conversation;
import io.vigie.probe.net.Trouble.Broken;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Locale;

/**
 * Proves to MySQL or MariaDB who we are, in the way it asks for. A password in clear goes over TLS
 * only.
 */
final class MySqlLogin {

  private static final int LONG_PASSWORD = 1;
  private static final int LONG_FLAG = 4;
  private static final int WITH_DATABASE = 8;
  private static final int PROTOCOL_41 = 0x200;
  private static final int TLS = 0x800;
  private static final int TRANSACTIONS = 0x2000;
  private static final int SECURE_CONNECTION = 0x8000;
  private static final int PLUGINS = 0x80000;
  private static final int UTF8MB4 = 45;
  private static final int MOST_PACKET = 1 << 24;

  private static final String NATIVE = "mysql_native_password";
  private static final String SHA2 = "caching_sha2_password";
  private static final String CLEAR = "mysql_clear_password";

  private static final int MORE = 1;
  private static final int FAST = 3;
  private static final int FULL = 4;
  private static final int KEY_PLEASE = 2;

  private final DatabaseSettings settings;
  private final Conversation wire;
  private byte[] salt;
  private String plugin;

  MySqlLogin(DatabaseSettings settings, Greeting greeting, Conversation wire) {
    this.settings = settings;
    this.wire = wire;
    this.salt = greeting.salt();
    this.plugin = greeting.plugin();
  }

  /** How both the wish for TLS and the login begin. */
  static Bytes beginning(DatabaseSettings settings, boolean tls) {
    int flags =
        LONG_PASSWORD | LONG_FLAG | PROTOCOL_41 | TRANSACTIONS | SECURE_CONNECTION | PLUGINS;
    flags |= settings.database().isPresent() ? WITH_DATABASE : 0;
    flags |= tls ? TLS : 0;
    return new Bytes().little(flags, 4).little(MOST_PACKET, 4).u8(UTF8MB4).add(new byte[23]);
  }

  void run(MySql server) throws Refusal {
    String offered = plugin.equals(SHA2) ? SHA2 : NATIVE;
    byte[] proof =
        offered.equals(SHA2)
            ? Digests.mysqlSha2(password(), salt)
            : Digests.mysqlNative(password(), salt);
    Bytes login = beginning(settings, wire.isSecure()).zeroEnded(settings.user());
    login.u8(proof.length).add(proof);
    settings.database().ifPresent(login::zeroEnded);
    plugin = offered;
    server.send(login.zeroEnded(offered).toArray());
    answer(server);
  }

  private void answer(MySql server) throws Refusal {
    while (true) {
      Packet packet = server.next();
      switch (packet.u8()) {
        case 0 -> {
          return;
        }
        case MySql.END -> change(server, packet);
        case MORE -> more(server, packet);
        default -> throw new Broken("protocol-error", "the server answers the login with nonsense");
      }
    }
  }

  private void change(MySql server, Packet packet) {
    if (packet.left() == 0) {
      throw unsupported("the login of MySQL before 4.1");
    }
    plugin = packet.zeroEnded();
    salt = withoutZero(packet.rest());
    if (salt.length != 20 && (plugin.equals(NATIVE) || plugin.equals(SHA2))) {
      throw new Broken("protocol-error", "the server must mix the password with 20 bytes");
    }
    server.send(
        switch (plugin) {
          case NATIVE -> Digests.mysqlNative(password(), salt);
          case SHA2 -> Digests.mysqlSha2(password(), salt);
          case CLEAR -> clear();
          default -> throw unsupported(plugin);
        });
  }

  private static byte[] withoutZero(byte[] salt) {
    return salt.length == 21 ? java.util.Arrays.copyOf(salt, 20) : salt;
  }

  private void more(MySql server, Packet packet) throws Refusal {
    if (!plugin.equals(SHA2)) {
      throw new Broken("protocol-error", "the server asks for more than its way of login has");
    }
    int asked = packet.u8();
    if (asked == FULL && wire.isSecure()) {
      server.send(clear());
    } else if (asked == FULL) {
      server.send(new byte[] {KEY_PLEASE});
      Packet key = server.next();
      key.skip(1);
      server.send(sealed(key.text(key.left())));
    } else if (asked != FAST) {
      throw new Broken("protocol-error", "the server answers the login with nonsense");
    }
  }

  private byte[] sealed(String pem) {
    try {
      return Digests.mysqlRsa(password(), salt, pem);
    } catch (GeneralSecurityException e) {
      throw new Broken("protocol-error", "the server must send an RSA key for the login, does not");
    }
  }

  private byte[] clear() {
    if (!wire.isSecure()) {
      throw new Broken(
          "login-in-clear", "the server asks for the password in clear, and TLS is not spoken");
    }
    return (password() + "\0").getBytes(StandardCharsets.UTF_8);
  }

  private String password() {
    return settings.password().map(wire::reveal).orElse("");
  }

  private static Broken unsupported(String plugin) {
    String shown = plugin.replaceAll("[^A-Za-z0-9_ .]", "?").toLowerCase(Locale.ROOT);
    return new Broken(
        "login-unsupported",
        "the server must ask for mysql_native_password or caching_sha2_password, asks for "
            + (shown.length() <= 60 ? shown : shown.substring(0, 60)));
  }
}
