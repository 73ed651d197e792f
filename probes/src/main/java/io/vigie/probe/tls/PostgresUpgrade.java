package io.vigie.probe.tls;

/** The SSLRequest of PostgreSQL. */
final class PostgresUpgrade extends Upgrade {

  private static final String SSL_REQUEST = "\0\0\0\u0008\u0004\u00d2\u0016/";

  @Override
  void begin() {
    say(SSL_REQUEST);
  }

  @Override
  void hear() {
    if (heard.isEmpty()) {
      return;
    }
    char answer = heard.charAt(0);
    heard.deleteCharAt(0);
    switch (answer) {
      case 'S' -> ready();
      case 'N' -> fail("starttls-not-offered", "the server speaks PostgreSQL without TLS only");
      case 'E' -> fail("starttls-refused", "the server answers the request for TLS with an error");
      default -> fail("protocol-error", "the server does not speak PostgreSQL");
    }
  }
}
