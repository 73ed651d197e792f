package io.vigie.probe.database;

import io.vigie.probe.net.Trouble.Broken;
import java.util.List;
import java.util.Optional;

/**
 * Proves to PostgreSQL who we are, in the way it asks for: in clear (what an author who turns TLS
 * off allows), by MD5, or by SCRAM, where the server has to prove itself too.
 */
final class PostgresLogin {

  private static final int OK = 0;
  private static final int CLEAR = 3;
  private static final int MD5 = 5;
  private static final int SASL = 10;
  private static final int SASL_CONTINUE = 11;
  private static final int SASL_FINAL = 12;

  private final String user;
  private final Optional<String> password;
  private Scram scram;
  private boolean serverProven;

  PostgresLogin(String user, Optional<String> password) {
    this.user = user;
    this.password = password;
  }

  void run(Postgres server) throws Refusal {
    while (true) {
      Packet asked = server.authentication();
      int way = asked.i32();
      switch (way) {
        case OK -> {
          requireProof();
          return;
        }
        case CLEAR -> server.send('p', new Bytes().zeroEnded(password()).toArray());
        case MD5 ->
            server.send(
                'p',
                new Bytes()
                    .zeroEnded(Digests.postgresMd5(user, password(), asked.take(4)))
                    .toArray());
        case SASL -> begin(server, asked);
        case SASL_CONTINUE -> server.send('p', scram().answer(asked.text(asked.left())));
        case SASL_FINAL -> {
          scram().prove(asked.text(asked.left()));
          serverProven = true;
        }
        default ->
            throw new Broken(
                "login-unsupported",
                "the server must ask for a password, asks for authentication of type " + way);
      }
    }
  }

  private void begin(Postgres server, Packet asked) {
    List<String> mechanisms =
        List.of(asked.text(asked.left()).split("\0", -1)).stream()
            .filter(name -> !name.isEmpty())
            .toList();
    if (!mechanisms.contains(Scram.MECHANISM)) {
      throw new Broken(
          "login-unsupported", "the server must offer " + Scram.MECHANISM + ", does not");
    }
    scram = new Scram("", password());
    byte[] first = scram.first();
    server.send('p', new Bytes().zeroEnded(Scram.MECHANISM).i32(first.length).add(first).toArray());
  }

  private Scram scram() {
    if (scram == null) {
      throw new Broken("protocol-error", "the server answers a SCRAM login that was not begun");
    }
    return scram;
  }

  /** A server that lets in by SCRAM without having proven that it knows the password is not it. */
  private void requireProof() {
    if (scram != null && !serverProven) {
      throw new Broken("login-not-proven", "the server must prove that it knows the password");
    }
  }

  private String password() {
    return password.orElseThrow(
        () -> new Broken("password-required", "the server asks for a password, none is set"));
  }
}
