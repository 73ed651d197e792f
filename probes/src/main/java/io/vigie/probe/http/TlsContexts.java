package io.vigie.probe.http;

import io.netty.handler.ssl.ApplicationProtocolConfig;
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

/**
 * The TLS contexts of all runs, one for each combination of settings, made when first needed:
 * BoringSSL where it loads, the JDK's otherwise. No session is ever resumed, because a resumed one
 * shows no certificate. Thread-safe.
 */
final class TlsContexts {

  private final ServerTrust judge;
  private final SslProvider provider;
  private final Map<Key, SslContext> contexts = new ConcurrentHashMap<>();

  private record Key(boolean verify, Protocol protocol) {}

  /** Trusts what {@code trusted} holds, and with null what the JDK trusts. */
  TlsContexts(KeyStore trusted) {
    this(trusted, OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK);
  }

  TlsContexts(KeyStore trusted, SslProvider provider) {
    this.judge = ServerTrust.of(trusted);
    this.provider = provider;
  }

  SslContext context(boolean verify, Protocol protocol) {
    return contexts.computeIfAbsent(new Key(verify, protocol), this::create);
  }

  private SslContext create(Key key) {
    SslContextBuilder builder =
        SslContextBuilder.forClient().sslProvider(provider).applicationProtocolConfig(alpn(key));
    if (key.verify()) {
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

  private static ApplicationProtocolConfig alpn(Key key) {
    String[] offered =
        switch (key.protocol()) {
          case ANY -> new String[] {Protocol.H2.word(), Protocol.HTTP_1_1.word()};
          case HTTP_1_1, H2 -> new String[] {key.protocol().word()};
        };
    return new ApplicationProtocolConfig(
        ApplicationProtocolConfig.Protocol.ALPN,
        ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
        ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
        offered);
  }
}
