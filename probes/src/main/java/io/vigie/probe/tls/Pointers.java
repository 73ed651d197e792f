package io.vigie.probe.tls;

import io.vigie.probe.net.HostPort;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a certificate says that one may ask whether it was revoked. */
final class Pointers {

  private static final String DISTRIBUTION_POINTS = "2.5.29.31";
  private static final String AUTHORITY_ACCESS = "1.3.6.1.5.5.7.1.1";

  /** 1.3.6.1.5.5.7.48.1 in DER. */
  private static final String BY_OCSP = "2b06010505073001";

  private static final int URI = 0x86;
  private static final int DEEPEST = 8;
  private static final Pattern ADDRESS =
      Pattern.compile("http://([A-Za-z0-9._-]{1,253}(?::\\d{1,5})?)(/[\\x21-\\x7e]{0,1000})?");

  private Pointers() {}

  /** A place to ask: in clear, since what is answered is signed. */
  record Address(HostPort place, String authority, String path) {}

  /** An address, and the last object identifier before it. */
  private record Named(String purpose, String uri) {}

  /** Where the list of what was revoked is. */
  static Optional<Address> list(X509Certificate certificate) {
    return named(certificate, DISTRIBUTION_POINTS).stream()
        .flatMap(named -> address(named.uri()).stream())
        .findFirst();
  }

  /** Who answers of this certificate alone. */
  static Optional<Address> responder(X509Certificate certificate) {
    return named(certificate, AUTHORITY_ACCESS).stream()
        .filter(named -> named.purpose().equals(BY_OCSP))
        .flatMap(named -> address(named.uri()).stream())
        .findFirst();
  }

  private static Optional<Address> address(String uri) {
    Matcher matcher = ADDRESS.matcher(uri);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String path = matcher.group(2) == null ? "/" : matcher.group(2);
    return Optional.of(
        new Address(HostPort.parse("revocation", matcher.group(1), 80), matcher.group(1), path));
  }

  private static List<Named> named(X509Certificate certificate, String extension) {
    byte[] value = certificate.getExtensionValue(extension);
    List<Named> found = new ArrayList<>();
    if (value != null) {
      collect(ByteBuffer.wrap(value), DEEPEST, found);
    }
    return found;
  }

  /** Walks DER; what is not DER has no addresses. */
  private static void collect(ByteBuffer der, int depth, List<Named> found) {
    String purpose = "";
    while (depth > 0) {
      Optional<Der.Value> next = Der.next(der);
      if (next.isEmpty()) {
        return;
      }
      Der.Value value = next.get();
      if (value.tag() == Der.OID) {
        purpose = HexFormat.of().formatHex(value.bytes());
      } else if (value.tag() == URI) {
        found.add(new Named(purpose, new String(value.bytes(), StandardCharsets.ISO_8859_1)));
      } else if (value.isConstructed() || value.tag() == Der.OCTETS) {
        collect(value.content(), depth - 1, found);
      }
    }
  }
}
