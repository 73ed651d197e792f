package io.vigie.testkit.twin.signal;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vigie.testkit.tls.Issued;
import io.vigie.testkit.tls.Recipe;
import io.vigie.testkit.tls.TlsIdentity;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** An authority of its own, and what it issued: one good certificate and some that are not. */
final class SignalTls {

  static final String HOST = "localhost";

  private static final Duration GOOD = Duration.ofDays(90);
  private static final Duration SHORT = Duration.ofDays(5);

  private final InstantSource clock;
  private final Issued authority;
  private final TlsIdentity good;

  SignalTls(InstantSource clock) {
    this.clock = clock;
    this.authority =
        Issued.bySelf(lasting(GOOD, "authority of the render-signal-server twin").asAuthority());
    this.good = issue(GOOD, HOST);
  }

  Issued authority() {
    return authority;
  }

  TlsIdentity good() {
    return good;
  }

  TlsIdentity expiring() {
    return issue(SHORT, HOST);
  }

  TlsIdentity ofAnotherHost() {
    return issue(GOOD, "other.example.com");
  }

  TlsIdentity selfSigned() {
    return Issued.bySelf(lasting(GOOD, HOST, HOST)).with();
  }

  private TlsIdentity issue(Duration lasting, String host) {
    return authority.issue(lasting(lasting, host, host)).with(authority);
  }

  private Recipe lasting(Duration time, String name, String... hosts) {
    Instant now = clock.instant();
    return Recipe.of(clock, name, hosts)
        .valid(now.minus(Duration.ofHours(1)), now.plus(time).plus(Duration.ofHours(1)));
  }

  /** For servers of Vert.x. */
  static PemKeyCertOptions pem(TlsIdentity identity) {
    return new PemKeyCertOptions()
        .setKeyValue(Buffer.buffer(identity.keyPem()))
        .setCertValue(Buffer.buffer(identity.chainPem()));
  }
}
