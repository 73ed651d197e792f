package io.vigie.probe.line;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.vigie.probe.net.ServerTrust;
import java.security.KeyStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLException;

/** The TLS contexts of a kind, made when first needed. No session is resumed. Thread-safe. */
public final class TlsContexts {

  private final ServerTrust judge;
  private final Map<Boolean, SslContext> contexts = new ConcurrentHashMap<>();

  /** Trusts what the JDK trusts. */
  public TlsContexts() {
    this(null);
  }

  /** Trusts what {@code trusted} holds, and with null what the JDK trusts. */
  public TlsContexts(KeyStore trusted) {
    this.judge = ServerTrust.of(trusted);
  }

  SslContext context(boolean verify) {
    return contexts.computeIfAbsent(verify, this::create);
  }

  private SslContext create(boolean verify) {
    SslContextBuilder builder =
        SslContextBuilder.forClient()
            .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK);
    if (verify) {
      builder.trustManager(judge).endpointIdentificationAlgorithm("HTTPS");
    } else {
      builder
          .trustManager(InsecureTrustManagerFactory.INSTANCE)
          .endpointIdentificationAlgorithm(null);
    }
    try {
      SslContext context = builder.build();
      if (context.sessionContext() instanceof OpenSslSessionContext openSsl) {
        openSsl.setSessionCacheEnabled(false);
      } else {
        context.sessionContext().setSessionTimeout(1);
      }
      return context;
    } catch (SSLException e) {
      throw new IllegalStateException("TLS: must be available, was not", e);
    }
  }
}
