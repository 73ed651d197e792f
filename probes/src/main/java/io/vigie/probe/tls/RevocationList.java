package io.vigie.probe.tls;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;

/** What a list of revoked certificates says. */
final class RevocationList {

  private RevocationList() {}

  /**
   * What a fetched list says of a certificate: good, revoked, or unknown where it proves nothing.
   */
  static String status(
      byte[] list, X509Certificate certificate, X509Certificate issuer, Instant now) {
    try {
      X509CRL crl =
          (X509CRL)
              CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(list));
      crl.verify(issuer.getPublicKey());
      boolean outdated =
          crl.getNextUpdate() == null || now.isAfter(crl.getNextUpdate().toInstant());
      boolean other = !crl.getIssuerX500Principal().equals(certificate.getIssuerX500Principal());
      if (outdated || other) {
        return "unknown";
      }
      return crl.isRevoked(certificate) ? "revoked" : "good";
    } catch (GeneralSecurityException | RuntimeException e) {
      return "unknown";
    }
  }
}
