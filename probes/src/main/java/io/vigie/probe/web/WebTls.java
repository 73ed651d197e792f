package io.vigie.probe.web;

import io.vigie.probe.net.TlsTerms;
import java.util.List;
import java.util.Optional;

/**
 * How TLS is judged before anything is sent, and whom we say to be. The texts are PEM, with their
 * secrets revealed; they are in no text form of this.
 *
 * @param verify whether the certificate must be trusted, valid today and made for the host
 * @param ca who is trusted instead of those that the runner trusts
 * @param certificate what is shown to a server that asks for a certificate, with its {@code key}
 */
public record WebTls(
    boolean verify, Optional<String> ca, Optional<String> certificate, Optional<String> key) {

  public static final WebTls VERIFIED = of(true);
  public static final WebTls UNVERIFIED = of(false);

  /** Without certificates of our own. */
  public static WebTls of(boolean verify) {
    return new WebTls(verify, Optional.empty(), Optional.empty(), Optional.empty());
  }

  TlsTerms terms(Protocol protocol) {
    return new TlsTerms(verify, offered(protocol), ca, certificate, key);
  }

  private static List<String> offered(Protocol protocol) {
    return switch (protocol) {
      case ANY -> List.of(Protocol.H2.word(), Protocol.HTTP_1_1.word());
      case HTTP_1_1, H2 -> List.of(protocol.word());
    };
  }

  @Override
  public String toString() {
    return "WebTls[verify=" + verify + "]";
  }
}
