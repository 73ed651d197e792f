package io.vigie.probe.tls;

import io.vigie.probe.settings.InvalidSetting;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** The certificates that are trusted because somebody says so. */
final class Authorities {

  private static final int LONGEST_PEM = 64 * 1024;

  private Authorities() {}

  static void requireValid(String pem) {
    if (pem.length() > LONGEST_PEM) {
      throw new InvalidSetting("ca", "must be at most " + LONGEST_PEM + " characters");
    }
    try {
      if (parse(pem).isEmpty()) {
        throw new CertificateException("none");
      }
    } catch (CertificateException e) {
      throw new InvalidSetting("ca", "must be certificates in PEM, was not");
    }
  }

  /** Those of a setting that was found to be valid. */
  static List<X509Certificate> of(String pem) {
    try {
      return parse(pem);
    } catch (CertificateException e) {
      throw new IllegalArgumentException("ca: must be certificates in PEM, was not", e);
    }
  }

  private static List<X509Certificate> parse(String pem) throws CertificateException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.ISO_8859_1)))
        .stream()
        .map(X509Certificate.class::cast)
        .toList();
  }

  /** Those of a store, and with null those that the JDK trusts. */
  static List<X509Certificate> of(KeyStore store) {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return Arrays.stream(factory.getTrustManagers())
          .filter(X509TrustManager.class::isInstance)
          .flatMap(trust -> Arrays.stream(((X509TrustManager) trust).getAcceptedIssuers()))
          .toList();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("TLS: must have a trust store, has none", e);
    }
  }
}
