package io.vigie.probe.line;

import io.netty.handler.ssl.SslContext;
import io.vigie.probe.net.TlsTerms;
import java.security.KeyStore;
import java.util.List;

/** The TLS contexts of a kind that speaks in lines. Thread-safe. */
public final class TlsContexts {

  private final io.vigie.probe.net.TlsContexts contexts;

  /** Trusts what the JDK trusts. */
  public TlsContexts() {
    this.contexts = io.vigie.probe.net.TlsContexts.ofTheJdk();
  }

  /** Trusts what {@code trusted} holds. */
  public TlsContexts(KeyStore trusted) {
    this.contexts = new io.vigie.probe.net.TlsContexts(trusted);
  }

  SslContext context(boolean verify) {
    return contexts.context(TlsTerms.of(verify, List.of()));
  }
}
