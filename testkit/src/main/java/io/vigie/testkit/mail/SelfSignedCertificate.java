package io.vigie.testkit.mail;

import io.vigie.testkit.tls.TestAuthority;
import io.vigie.testkit.tls.TlsIdentity;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import javax.net.ssl.SSLContext;

/** A certificate for localhost and 127.0.0.1 with its key, made in memory and signed by itself. */
public final class SelfSignedCertificate {

  private final TlsIdentity identity;

  private SelfSignedCertificate(TlsIdentity identity) {
    this.identity = identity;
  }

  /** A certificate that is valid from before {@code now} until 30 days after. */
  public static SelfSignedCertificate create(Instant now) {
    return new SelfSignedCertificate(
        TestAuthority.selfSigned(InstantSource.fixed(now), "localhost", "127.0.0.1"));
  }

  public X509Certificate certificate() {
    return identity.certificate();
  }

  /** The certificate as PEM, for a client that is to trust it. */
  public String pem() {
    return identity.chainPem();
  }

  /** What a server needs to present it. */
  public SSLContext serverContext() {
    return identity.sslContext();
  }
}
