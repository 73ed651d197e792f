package io.vigie.probe.net;

import java.util.List;
import java.util.Optional;

/**
 * On what terms TLS is spoken. The texts are PEM, with their secrets revealed; they are in no text
 * form of this.
 *
 * @param verify whether the certificate must be trusted, valid today and made for the host
 * @param offered what ALPN offers, the best first; nothing offers none
 * @param authority who is trusted instead of those that the runner trusts
 * @param certificate whom we say to be, with {@code key}
 */
public record TlsTerms(
    boolean verify,
    List<String> offered,
    Optional<String> authority,
    Optional<String> certificate,
    Optional<String> key) {

  public TlsTerms {
    offered = List.copyOf(offered);
    if (certificate.isPresent() != key.isPresent()) {
      throw new IllegalArgumentException("certificate and key: must be given both or neither");
    }
  }

  /** Terms without certificates of our own. */
  public static TlsTerms of(boolean verify, List<String> offered) {
    return new TlsTerms(verify, offered, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** True where a checklist brings certificates. */
  boolean areOwn() {
    return authority.isPresent() || certificate.isPresent();
  }

  @Override
  public String toString() {
    return "TlsTerms[verify=" + verify + ", offered=" + offered + "]";
  }
}
