package io.vigie.runner.sink;

import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/** One key with its certificate, which notices each handshake in which it is asked for. */
final class ShownKey extends X509ExtendedKeyManager {

  private static final String ALIAS = "sink";

  private final X509Certificate certificate;
  private final PrivateKey key;
  private final Runnable shown;
  private final Set<SSLEngine> engines =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  ShownKey(X509Certificate certificate, PrivateKey key, Runnable shown) {
    this.certificate = certificate;
    this.key = key;
    this.shown = shown;
  }

  /** May be asked more than once in one handshake, for several types of keys. */
  @Override
  public String chooseEngineServerAlias(String type, Principal[] issuers, SSLEngine engine) {
    if (!type.startsWith("EC")) {
      return null;
    }
    if (engines.add(engine)) {
      shown.run();
    }
    return ALIAS;
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return new X509Certificate[] {certificate};
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return key;
  }

  @Override
  public String[] getServerAliases(String type, Principal[] issuers) {
    return new String[] {ALIAS};
  }

  @Override
  public String chooseServerAlias(String type, Principal[] issuers, java.net.Socket socket) {
    return ALIAS;
  }

  @Override
  public String[] getClientAliases(String type, Principal[] issuers) {
    return new String[0];
  }

  @Override
  public String chooseClientAlias(String[] types, Principal[] issuers, java.net.Socket socket) {
    return null;
  }
}
