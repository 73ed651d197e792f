package io.vigie.probe.line;

import io.netty.handler.ssl.SslContext;
import io.vigie.probe.net.TlsTerms;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;

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

  /**
   * A context.
   *
   * @param ca who is trusted instead, as PEM
   */
  SslContext context(boolean verify, Optional<String> ca) {
    return contexts.context(
        new TlsTerms(verify, List.of(), ca, Optional.empty(), Optional.empty()));
  }
}
