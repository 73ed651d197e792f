package io.vigie.testkit.tls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** What a server shows: a key with its certificates, its own first. */
public record TlsIdentity(PrivateKey key, List<X509Certificate> chain) {

  /** Of the key store that {@link #pkcs12} gives. */
  public static final String PASSWORD = "test";

  public TlsIdentity {
    chain = List.copyOf(chain);
  }

  public X509Certificate certificate() {
    return chain.getFirst();
  }

  /** A PKCS#12 key store under {@link #PASSWORD}, for servers of libraries. */
  public byte[] pkcs12() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      keyStore().store(bytes, PASSWORD.toCharArray());
      return bytes.toByteArray();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("key store: must be writable", e);
    }
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
    factory.init(keyStore(), PASSWORD.toCharArray());
    return factory;
  }

  private KeyStore keyStore() throws GeneralSecurityException {
    KeyStore store = TestAuthority.emptyStore();
    store.setKeyEntry("server", key, PASSWORD.toCharArray(), chain.toArray(X509Certificate[]::new));
    return store;
  }

  @Override
  public String toString() {
    return "TlsIdentity[" + certificate().getSubjectX500Principal() + "]";
  }
}
