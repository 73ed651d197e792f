package io.vigie.probe.tls;

import io.vigie.probe.net.HostPort;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The list of revoked certificates that a certificate names, and what it says. */
final class RevocationList {

  private static final String DISTRIBUTION_POINTS = "2.5.29.31";
  private static final int URI = 0x86;
  private static final int DEEPEST = 8;
  private static final Pattern ADDRESS =
      Pattern.compile("http://([A-Za-z0-9._-]{1,253}(?::\\d{1,5})?)(/[\\x21-\\x7e]{0,1000})");

  private RevocationList() {}

  /** Where a list is to be fetched: in clear, since it is signed. */
  record Address(HostPort place, String authority, String path) {}

  static Optional<Address> of(X509Certificate certificate) {
    byte[] extension = certificate.getExtensionValue(DISTRIBUTION_POINTS);
    List<String> found = new ArrayList<>();
    if (extension != null) {
      uris(ByteBuffer.wrap(extension), DEEPEST, found);
    }
    return found.stream()
        .map(ADDRESS::matcher)
        .filter(Matcher::matches)
        .map(
            matcher ->
                new Address(
                    HostPort.parse("crl", matcher.group(1), 80),
                    matcher.group(1),
                    matcher.group(2)))
        .findFirst();
  }

  /** Walks DER; what is not DER has no addresses. */
  private static void uris(ByteBuffer der, int depth, List<String> found) {
    while (der.remaining() >= 2 && depth > 0) {
      int tag = der.get() & 0xff;
      int length = length(der);
      if (length < 0 || length > der.remaining()) {
        return;
      }
      ByteBuffer content = der.slice(der.position(), length);
      der.position(der.position() + length);
      if (tag == URI) {
        found.add(StandardCharsets.ISO_8859_1.decode(content).toString());
      } else if ((tag & 0x20) != 0 || tag == 0x04) {
        uris(content, depth - 1, found);
      }
    }
  }

  private static int length(ByteBuffer der) {
    int first = der.get() & 0xff;
    if (first < 0x80) {
      return first;
    }
    int count = first & 0x7f;
    if (count == 0 || count > 3 || der.remaining() < count) {
      return -1;
    }
    int length = 0;
    for (int i = 0; i < count; i++) {
      length = (length << 8) | (der.get() & 0xff);
    }
    return length;
  }

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
