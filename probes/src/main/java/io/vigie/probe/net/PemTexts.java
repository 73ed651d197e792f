package io.vigie.probe.net;

import io.vigie.probe.net.Trouble.Ours;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and keys as text. Messages hold nothing of it. */
final class PemTexts {

  private static final String KEY_PAIR = "certificate and key";
  private static final String PAIR = "a certificate and its unencrypted PKCS#8 key";

  private static final Pattern PRIVATE_KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]*)-----END PRIVATE KEY-----");

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

  /** Who we are, by these certificates and this key. */
  static ClientIdentity identity(String certificate, String key) {
    try {
      X509Certificate[] chain =
          CertificateFactory.getInstance("X.509").generateCertificates(stream(certificate)).stream()
              .map(X509Certificate.class::cast)
              .toArray(X509Certificate[]::new);
      if (chain.length > 0) {
        return ClientIdentity.of(key(key, chain[0].getPublicKey().getAlgorithm()), chain);
      }
    } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
      throw malformed(KEY_PAIR, PAIR);
    }
    throw malformed(KEY_PAIR, PAIR);
  }

  private static PrivateKey key(String text, String algorithm) throws GeneralSecurityException {
    Matcher matcher = PRIVATE_KEY.matcher(text);
    if (!matcher.find()) {
      throw new IllegalArgumentException("no private key");
    }
    return KeyFactory.getInstance(algorithm)
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(matcher.group(1))));
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static Ours malformed(String setting, String expected) {
    return new Ours("secret-malformed", "tls." + setting + ": must be " + expected + " as PEM");
  }
}
