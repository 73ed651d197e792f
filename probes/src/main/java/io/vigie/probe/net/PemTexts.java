package io.vigie.probe.net;

import io.netty.handler.ssl.SslContextBuilder;
import io.vigie.probe.net.Trouble.Ours;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;

/** Certificates and keys as text. Messages hold nothing of it. */
final class PemTexts {

  private PemTexts() {}

  /** A judge that trusts these certificates and no others. */
  static ServerTrust trust(String authority) {
    try {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(stream(authority));
      if (certificates.isEmpty()) {
        throw malformed("ca", "certificates");
      }
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      for (Certificate certificate : certificates) {
        trusted.setCertificateEntry("ca-" + trusted.size(), certificate);
      }
      return ServerTrust.of(trusted);
    } catch (GeneralSecurityException | IOException e) {
      throw malformed("ca", "certificates");
    }
  }

  /** Has {@code builder} show these certificates to a server that asks for them. */
  static void identify(SslContextBuilder builder, String certificate, String key) {
    try {
      builder.keyManager(stream(certificate), stream(key));
    } catch (IllegalArgumentException e) {
      throw malformed("certificate and key", "a certificate and its unencrypted PKCS#8 key");
    }
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static Ours malformed(String setting, String expected) {
    return new Ours("secret-malformed", "tls." + setting + ": must be " + expected + " as PEM");
  }
}
