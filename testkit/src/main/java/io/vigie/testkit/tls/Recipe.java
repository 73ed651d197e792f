package io.vigie.testkit.tls;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * How a certificate is to be made: a good one for a server unless changed.
 *
 * @param algorithm EC or RSA
 * @param bits the size of the key
 * @param digest what its authority signs with, such as SHA256
 * @param crl where the authority publishes what it revoked
 * @param responder where the authority answers of one certificate (OCSP)
 */
public record Recipe(
    String name,
    List<String> hosts,
    boolean authority,
    Instant from,
    Instant to,
    String algorithm,
    int bits,
    String digest,
    Optional<String> crl,
    Optional<String> responder,
    boolean forClientsOnly) {

  /** A certificate with a key on P-256, from an hour ago until in 30 days. */
  public static Recipe of(InstantSource clock, String name, String... hosts) {
    Instant now = clock.instant();
    return new Recipe(
        name,
        List.of(hosts),
        false,
        now.minus(Duration.ofHours(1)),
        now.plus(Duration.ofDays(30)).plus(Duration.ofHours(1)),
        "EC",
        256,
        "SHA256",
        Optional.empty(),
        Optional.empty(),
        false);
  }

  /** One that may sign others. */
  public Recipe asAuthority() {
    return new Recipe(
        name, hosts, true, from, to, algorithm, bits, digest, crl, responder, forClientsOnly);
  }

  public Recipe valid(Instant since, Instant until) {
    return new Recipe(
        name,
        hosts,
        authority,
        since,
        until,
        algorithm,
        bits,
        digest,
        crl,
        responder,
        forClientsOnly);
  }

  public Recipe rsa(int size) {
    return new Recipe(
        name, hosts, authority, from, to, "RSA", size, digest, crl, responder, forClientsOnly);
  }

  public Recipe signedWith(String weaker) {
    return new Recipe(
        name, hosts, authority, from, to, algorithm, bits, weaker, crl, responder, forClientsOnly);
  }

  public Recipe revocable(String listAddress) {
    return new Recipe(
        name,
        hosts,
        authority,
        from,
        to,
        algorithm,
        bits,
        digest,
        Optional.of(listAddress),
        responder,
        forClientsOnly);
  }

  /** One of which its authority answers at an address. */
  public Recipe answeredFor(String address) {
    return new Recipe(
        name,
        hosts,
        authority,
        from,
        to,
        algorithm,
        bits,
        digest,
        crl,
        Optional.of(address),
        forClientsOnly);
  }

  /** One whose extended key usage is for clients. */
  public Recipe forClients() {
    return new Recipe(
        name, hosts, authority, from, to, algorithm, bits, digest, crl, responder, true);
  }

  KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(algorithm + " keys: must be available", e);
    }
  }
}
