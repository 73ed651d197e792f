package io.vigie.probe.tls;

import io.netty.channel.Channel;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vigie.probe.net.ClientIdentity;
import io.vigie.probe.net.HandshakeTrouble;
import io.vigie.probe.net.HostPort;
import io.vigie.probe.net.Trouble.Broken;
import java.io.ByteArrayInputStream;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * Shakes hands with whoever is there: every certificate is taken, every version that the library
 * knows. What is wrong with it is said afterwards, and nothing is sent in between. Thread-safe.
 */
final class SecureHandshake {

  private static final int MOST_CONTEXTS = 64;
  private static final int MOST_CERTIFICATES = 20;
  private static final String[] ALL_VERSIONS = {"TLSv1.3", "TLSv1.2", "TLSv1.1", "TLSv1"};

  private final Map<List<String>, SslContext> contexts = new ConcurrentHashMap<>();

  /**
   * What the server shows.
   *
   * @param chain its certificates as they were sent, its own first
   * @param ocsp the statement of its authority, where it is stapled
   */
  record Shown(
      String version,
      String cipher,
      String alpn,
      List<X509Certificate> chain,
      Optional<byte[]> ocsp) {
    Shown {
      chain = List.copyOf(chain);
    }
  }

  /** Fails with {@link Broken} when there is no agreement, or no certificate. */
  Future<Shown> on(Channel channel, HostPort as, List<String> alpn) {
    Promise<Shown> shown = Promise.promise();
    SslHandler handler = context(alpn).newHandler(channel.alloc(), as.host(), as.port());
    handler.setHandshakeTimeoutMillis(0);
    handler.setCloseNotifyFlushTimeoutMillis(200);
    handler
        .handshakeFuture()
        .addListener(
            done -> {
              if (done.isSuccess()) {
                settle(handler, shown);
              } else {
                shown.tryFail(HandshakeTrouble.of(done.cause(), handler.engine()));
              }
            });
    channel.pipeline().addFirst(handler);
    return shown.future();
  }

  private static void settle(SslHandler handler, Promise<Shown> shown) {
    try {
      shown.tryComplete(shown(handler));
    } catch (CertificateException | SSLPeerUnverifiedException e) {
      shown.tryFail(new Broken("tls-handshake", "the server shows no readable certificate"));
    }
  }

  private static Shown shown(SslHandler handler)
      throws CertificateException, SSLPeerUnverifiedException {
    SSLSession session = handler.engine().getSession();
    Optional<byte[]> ocsp =
        handler.engine() instanceof ReferenceCountedOpenSslEngine engine
            ? Optional.ofNullable(engine.getOcspResponse())
            : Optional.empty();
    return new Shown(
        session.getProtocol(),
        session.getCipherSuite(),
        Objects.requireNonNullElse(handler.applicationProtocol(), ""),
        plain(session.getPeerCertificates()),
        ocsp);
  }

  /** As the JDK reads them, whatever library the connection uses. */
  private static List<X509Certificate> plain(Certificate[] sent) throws CertificateException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<X509Certificate> plain = new ArrayList<>();
    for (int i = 0; i < sent.length && i < MOST_CERTIFICATES; i++) {
      plain.add(
          (X509Certificate)
              factory.generateCertificate(new ByteArrayInputStream(sent[i].getEncoded())));
    }
    if (plain.isEmpty()) {
      throw new CertificateException("none");
    }
    return plain;
  }

  private SslContext context(List<String> alpn) {
    if (contexts.size() > MOST_CONTEXTS) {
      contexts.clear();
    }
    return contexts.computeIfAbsent(alpn, SecureHandshake::create);
  }

  private static SslContext create(List<String> alpn) {
    boolean openSsl = OpenSsl.isAvailable();
    SslContextBuilder builder =
        SslContextBuilder.forClient()
            .sslProvider(openSsl ? SslProvider.OPENSSL : SslProvider.JDK)
            .trustManager(InsecureTrustManagerFactory.INSTANCE)
            .keyManager(ClientIdentity.NONE)
            .endpointIdentificationAlgorithm(null);
    if (openSsl) {
      builder.protocols(ALL_VERSIONS).enableOcsp(OpenSsl.isOcspSupported());
    }
    if (!alpn.isEmpty()) {
      builder.applicationProtocolConfig(
          new ApplicationProtocolConfig(
              ApplicationProtocolConfig.Protocol.ALPN,
              ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
              ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
              alpn));
    }
    try {
      SslContext context = builder.build();
      if (context.sessionContext() instanceof OpenSslSessionContext sessions) {
        sessions.setSessionCacheEnabled(false);
      } else {
        context.sessionContext().setSessionTimeout(1);
      }
      return context;
    } catch (SSLException e) {
      throw new IllegalStateException("TLS: must be available, was not", e);
    }
  }
}
