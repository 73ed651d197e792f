package io.vigie.probe.net;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.vigie.probe.net.Trouble.Ours;
import java.security.KeyStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;

/**
 * TLS contexts, one for each set of terms, made when first needed: BoringSSL where it loads, the
 * JDK's otherwise. No session is ever resumed, because a resumed one shows no certificate.
 * Thread-safe.
 */
public final class TlsContexts {

  /** Contexts with certificates of a checklist that are kept. */
  private static final int MOST_OWN = 64;

  private static final TlsContexts OF_THE_JDK = new TlsContexts(null);

  /** Of the JDK only when first needed: reading its store takes time that a start does not have. */
  private final Supplier<ServerTrust> trust;

  private final SslProvider provider;
  private final Map<TlsTerms, SslContext> contexts = new ConcurrentHashMap<>();
  private final Map<TlsTerms, SslContext> own = new LeastUsedGoes();

  /** Those that trust what the JDK trusts; the trust store is read once per process. */
  public static TlsContexts ofTheJdk() {
    return OF_THE_JDK;
  }

  /** Trusts what {@code trusted} holds, and with null what the JDK trusts. */
  public TlsContexts(KeyStore trusted) {
    this(trusted, OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK);
  }

  public TlsContexts(KeyStore trusted, SslProvider provider) {
    if (trusted == null) {
      this.trust = ServerTrust::ofTheJdk;
    } else {
      ServerTrust given = ServerTrust.of(trusted);
      this.trust = () -> given;
    }
    this.provider = provider;
  }

  /** A context; fails with {@link Ours} where a certificate or key of the terms is unreadable. */
  public SslContext context(TlsTerms terms) {
    if (!terms.areOwn()) {
      return contexts.computeIfAbsent(terms, this::create);
    }
    synchronized (own) {
      return own.computeIfAbsent(terms, this::create);
    }
  }

  private SslContext create(TlsTerms terms) {
    SslContextBuilder builder =
        SslContextBuilder.forClient().sslProvider(provider).applicationProtocolConfig(alpn(terms));
    if (terms.verify()) {
      builder
          .trustManager(terms.authority().map(PemTexts::trust).orElseGet(trust))
          .endpointIdentificationAlgorithm("HTTPS");
    } else {
      builder
          .trustManager(InsecureTrustManagerFactory.INSTANCE)
          .endpointIdentificationAlgorithm(null);
    }
    builder.keyManager(
        terms
            .certificate()
            .map(chain -> PemTexts.identity(chain, terms.key().get()))
            .orElse(ClientIdentity.NONE));
    return built(builder);
  }

  private static SslContext built(SslContextBuilder builder) {
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

  private static ApplicationProtocolConfig alpn(TlsTerms terms) {
    return terms.offered().isEmpty()
        ? ApplicationProtocolConfig.DISABLED
        : new ApplicationProtocolConfig(
            ApplicationProtocolConfig.Protocol.ALPN,
            ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
            ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
            terms.offered());
  }

  private static final class LeastUsedGoes extends LinkedHashMap<TlsTerms, SslContext> {
    private static final long serialVersionUID = 1L;

    LeastUsedGoes() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<TlsTerms, SslContext> eldest) {
      return size() > MOST_OWN;
    }
  }
}
