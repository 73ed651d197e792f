package io.vigie.probe.net;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * Whom we say to be to servers that ask, and what became of that: with TLS 1.2 a server that breaks
 * off the handshake for it need not say why. Thread-safe.
 */
public final class ClientIdentity extends X509ExtendedKeyManager {

  /** Shows nothing. */
  public static final ClientIdentity NONE = new ClientIdentity(Optional.empty());

  private static final Map<SSLEngine, Asked> ASKED =
      Collections.synchronizedMap(new WeakHashMap<>());

  private final Optional<X509ExtendedKeyManager> keys;

  /** What a server that asked was shown. */
  enum Asked {
    SHOWN_NONE,
    /** Nothing of a signer that it named. */
    SHOWN_NONE_THAT_FITS,
    SHOWN
  }

  private ClientIdentity(Optional<X509ExtendedKeyManager> keys) {
    this.keys = keys;
  }

  /** Shows a certificate to servers that accept its signer. */
  static ClientIdentity of(PrivateKey key, X509Certificate[] chain)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("client", key, new char[0], chain);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, new char[0]);
    return new ClientIdentity(
        Arrays.stream(factory.getKeyManagers())
            .filter(X509ExtendedKeyManager.class::isInstance)
            .map(X509ExtendedKeyManager.class::cast)
            .findFirst());
  }

  /** Whether the server on the other side of {@code engine} has asked; told once. */
  static Optional<Asked> askedBy(SSLEngine engine) {
    return Optional.ofNullable(ASKED.remove(engine));
  }

  @Override
  public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
    String alias =
        keys.map(own -> own.chooseEngineClientAlias(types, issuers, engine)).orElse(null);
    Asked none = keys.isEmpty() ? Asked.SHOWN_NONE : Asked.SHOWN_NONE_THAT_FITS;
    ASKED.put(engine, alias == null ? none : Asked.SHOWN);
    return alias;
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return keys.map(own -> own.getCertificateChain(alias)).orElse(null);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return keys.map(own -> own.getPrivateKey(alias)).orElse(null);
  }

  @Override
  public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
    return keys.map(own -> own.chooseClientAlias(types, issuers, socket)).orElse(null);
  }

  @Override
  public String[] getClientAliases(String type, Principal[] issuers) {
    return keys.map(own -> own.getClientAliases(type, issuers)).orElse(null);
  }

  @Override
  public String[] getServerAliases(String type, Principal[] issuers) {
    return null;
  }

  @Override
  public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
    return null;
  }
}
