package io.vigie.probe.net;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** What is read from a certificate. */
public final class Certificates {

  /** The kinds of alternative names that are hosts: DNS names and IP addresses. */
  private static final Set<Integer> HOSTS = Set.of(2, 7);

  private Certificates() {}

  /** The alternative names that are hosts. */
  public static List<String> sans(X509Certificate certificate) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null
          ? List.of()
          : names.stream()
              .filter(name -> HOSTS.contains(name.get(0)))
              .map(name -> String.valueOf(name.get(1)))
              .toList();
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }

  /** For whom it is made. */
  public static String names(X509Certificate certificate) {
    List<String> sans = sans(certificate);
    return sans.isEmpty()
        ? certificate.getSubjectX500Principal().getName()
        : String.join(", ", sans);
  }

  /** By which it is told from others: SHA-256, in hexadecimal digits. */
  public static String fingerprint(X509Certificate certificate) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    } catch (CertificateEncodingException e) {
      return "";
    }
  }

  /** Whole days until it expires; negative after. */
  public static long daysLeft(X509Certificate certificate, Instant now) {
    return Math.floorDiv(
        Duration.between(now, certificate.getNotAfter().toInstant()).toSeconds(), 86_400L);
  }
}
