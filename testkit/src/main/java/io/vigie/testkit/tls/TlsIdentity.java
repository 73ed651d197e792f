package io.vigie.testkit.tls;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** What a server shows: a key with its certificates, its own first. */
public record TlsIdentity(PrivateKey key, List<X509Certificate> chain) {

  private static final char[] PASSWORD = "test".toCharArray();

  public TlsIdentity {
    chain = List.copyOf(chain);
  }

  public X509Certificate certificate() {
    return chain.getFirst();
  }

  /** The key as PEM, for servers of libraries. */
  public String keyPem() {
    return pem("PRIVATE KEY", key.getEncoded());
  }

  /** The certificates as PEM, for servers of libraries. */
  public String chainPem() {
    StringBuilder pem = new StringBuilder();
    for (X509Certificate certificate : chain) {
      try {
        pem.append(pem("CERTIFICATE", certificate.getEncoded()));
      } catch (CertificateEncodingException e) {
        throw new IllegalStateException("certificate: must be encodable", e);
      }
    }
    return pem.toString();
  }

  private static String pem(String type, byte[] content) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN " + type + "-----\n" + lines + "\n-----END " + type + "-----\n";
  }

  /** For servers of the JDK. */
  public SSLContext sslContext() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keyManagers().getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("TLS: must be available", e);
    }
  }

  private KeyManagerFactory keyManagers() throws GeneralSecurityException {
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keyStore(), PASSWORD);
    return factory;
  }

  private KeyStore keyStore() throws GeneralSecurityException {
    KeyStore store = TestAuthority.emptyStore("JKS");
    store.setKeyEntry("server", key, PASSWORD, chain.toArray(X509Certificate[]::new));
    return store;
  }

  @Override
  public String toString() {
    return "TlsIdentity[" + certificate().getSubjectX500Principal() + "]";
  }
}
