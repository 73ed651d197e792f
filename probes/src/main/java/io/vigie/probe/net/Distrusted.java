package io.vigie.probe.net;

import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.stream.Stream;

/** A certificate that was not accepted, with the reason as one of a few codes. */
public final class Distrusted extends CertificateException {

  private static final long serialVersionUID = 1L;

  private final String code;
  private final transient X509Certificate certificate;

  private Distrusted(String code, String message, X509Certificate certificate) {
    super(message);
    this.code = code;
    this.certificate = certificate;
  }

  /** Sorts what the JDK's judge said. */
  static Distrusted of(X509Certificate[] chain, CertificateException verdict) {
    X509Certificate leaf = chain[0];
    if (isCausedBy(verdict, CertificateExpiredException.class)) {
      X509Certificate expired =
          Stream.of(chain).filter(Distrusted::isExpired).findFirst().orElse(leaf);
      return new Distrusted(
          "tls-expired", "certificate expired on " + expired.getNotAfter().toInstant(), leaf);
    } else if (isCausedBy(verdict, CertificateNotYetValidException.class)) {
      return new Distrusted(
          "tls-not-yet-valid",
          "certificate is not valid before " + leaf.getNotBefore().toInstant(),
          leaf);
    } else if (isWrongHost(verdict)) {
      return new Distrusted(
          "tls-wrong-host",
          "certificate is made for " + Certificates.names(leaf) + ", not for this host",
          leaf);
    }
    return untrusted(chain);
  }

  private static Distrusted untrusted(X509Certificate[] chain) {
    X509Certificate leaf = chain[0];
    boolean selfSigned =
        chain.length == 1 && leaf.getIssuerX500Principal().equals(leaf.getSubjectX500Principal());
    return selfSigned
        ? new Distrusted("tls-self-signed", "certificate is signed by itself", leaf)
        : new Distrusted(
            "tls-untrusted",
            "certificate is signed by nobody this runner trusts; issuer: "
                + leaf.getIssuerX500Principal().getName(),
            leaf);
  }

  private static boolean isExpired(X509Certificate certificate) {
    try {
      certificate.checkValidity();
      return false;
    } catch (CertificateException e) {
      return true;
    }
  }

  private static boolean isWrongHost(Throwable verdict) {
    String message = Objects.requireNonNullElse(verdict.getMessage(), "");
    return message.startsWith("No subject alternative") || message.startsWith("No name matching");
  }

  private static boolean isCausedBy(Throwable error, Class<? extends Throwable> type) {
    return Stream.iterate(error, Objects::nonNull, Throwable::getCause).anyMatch(type::isInstance);
  }

  public String code() {
    return code;
  }

  public X509Certificate certificate() {
    return certificate;
  }
}
