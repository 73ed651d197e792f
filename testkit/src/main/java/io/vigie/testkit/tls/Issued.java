package io.vigie.testkit.tls;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/**
 * A certificate with its key, which may issue others, publish what it revoked and vouch for what it
 * issued: all that a public key infrastructure has, good or bad.
 */
public final class Issued {

  private static final AtomicLong SERIAL = new AtomicLong(1000);

  private final PrivateKey key;
  private final X509Certificate certificate;

  private Issued(PrivateKey key, X509Certificate certificate) {
    this.key = key;
    this.certificate = certificate;
  }

  /** One that signs itself. */
  public static Issued bySelf(Recipe recipe) {
    KeyPair keys = recipe.newKeys();
    return new Issued(
        keys.getPrivate(), certificate(recipe, keys, named(recipe), keys.getPrivate()));
  }

  /** One that this signs. */
  public Issued issue(Recipe recipe) {
    KeyPair keys = recipe.newKeys();
    return new Issued(
        keys.getPrivate(), certificate(recipe, keys, certificate.getSubjectX500Principal(), key));
  }

  public X509Certificate certificate() {
    return certificate;
  }

  /** What a server shows that sends these along. */
  public TlsIdentity with(Issued... authorities) {
    List<X509Certificate> chain = new ArrayList<>(List.of(certificate));
    Stream.of(authorities).map(Issued::certificate).forEach(chain::add);
    return new TlsIdentity(key, chain);
  }

  /** A store that trusts this and nothing else. */
  public KeyStore trustStore() {
    try {
      KeyStore store = TestAuthority.emptyStore("PKCS12");
      store.setCertificateEntry("authority", certificate);
      return store;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("key store: must take a certificate", e);
    }
  }

  /** The list of what this revoked, valid for a day from {@code now}. */
  public byte[] revocationList(Instant now, Issued... revoked) {
    byte[][] entries =
        Stream.of(revoked)
            .map(each -> Der.sequence(serial(each), Der.time(now.minus(Duration.ofHours(1)))))
            .toArray(byte[][]::new);
    byte[] content =
        Der.sequence(
            Der.integer(BigInteger.ONE),
            signatureAlgorithm(key, "SHA256"),
            certificate.getSubjectX500Principal().getEncoded(),
            Der.time(now.minus(Duration.ofHours(1))),
            Der.time(now.plus(Duration.ofDays(1))),
            entries.length == 0 ? new byte[0] : Der.sequence(entries));
    return signed(content, key, "SHA256");
  }

  /** What this says of one that it issued, valid for a day from {@code now} (RFC 6960). */
  public byte[] ocspResponse(Issued of, boolean revoked, Instant now) {
    byte[] status =
        revoked ? Der.tagged(0xa1, Der.time(now.minus(Duration.ofHours(1)))) : Der.tagged(0x80);
    byte[] single =
        Der.sequence(
            certificateId(of),
            status,
            Der.time(now.minus(Duration.ofMinutes(1))),
            Der.tagged(0xa0, Der.time(now.plus(Duration.ofDays(1)))));
    byte[] content =
        Der.sequence(
            Der.tagged(0xa1, certificate.getSubjectX500Principal().getEncoded()),
            Der.time(now.minus(Duration.ofMinutes(1))),
            Der.sequence(single));
    return Der.sequence(
        Der.tagged(0x0a, new byte[] {0}),
        Der.tagged(
            0xa0,
            Der.sequence(
                Der.oid(1, 3, 6, 1, 5, 5, 7, 48, 1, 1),
                Der.octets(signed(content, key, "SHA256")))));
  }

  private byte[] certificateId(Issued of) {
    return Der.sequence(
        Der.sequence(Der.oid(1, 3, 14, 3, 2, 26), Der.tagged(0x05)),
        Der.octets(sha1(certificate.getSubjectX500Principal().getEncoded())),
        Der.octets(sha1(keyBits(certificate.getPublicKey().getEncoded()))),
        serial(of));
  }

  /** The key itself: SEQUENCE { SEQUENCE algorithm, BIT STRING key }. */
  private static byte[] keyBits(byte[] encoded) {
    int algorithm = header(encoded, 0);
    int bits = header(encoded, algorithm) + length(encoded, algorithm);
    return Arrays.copyOfRange(encoded, header(encoded, bits) + 1, encoded.length);
  }

  /** Where the content of the value at {@code at} begins. */
  private static int header(byte[] der, int at) {
    int first = der[at + 1] & 0xff;
    return at + (first < 0x80 ? 2 : 2 + (first & 0x7f));
  }

  private static int length(byte[] der, int at) {
    int first = der[at + 1] & 0xff;
    if (first < 0x80) {
      return first;
    }
    return new BigInteger(1, Arrays.copyOfRange(der, at + 2, header(der, at))).intValue();
  }

  private static byte[] sha1(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-1: must be available", e);
    }
  }

  private static byte[] serial(Issued of) {
    return Der.integer(of.certificate.getSerialNumber());
  }

  private static X500Principal named(Recipe recipe) {
    return new X500Principal("CN=" + recipe.name());
  }

  private static X509Certificate certificate(
      Recipe recipe, KeyPair keys, X500Principal issuer, PrivateKey issuerKey) {
    byte[] content =
        Der.sequence(
            Der.tagged(0xa0, Der.integer(BigInteger.TWO)),
            Der.integer(BigInteger.valueOf(SERIAL.getAndIncrement())),
            signatureAlgorithm(issuerKey, recipe.digest()),
            issuer.getEncoded(),
            Der.sequence(Der.time(recipe.from()), Der.time(recipe.to())),
            named(recipe).getEncoded(),
            keys.getPublic().getEncoded(),
            Der.tagged(0xa3, extensions(recipe)));
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(
                  new ByteArrayInputStream(signed(content, issuerKey, recipe.digest())));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("certificate: must be readable by the JDK", e);
    }
  }

  private static byte[] extensions(Recipe recipe) {
    List<byte[]> extensions = new ArrayList<>();
    if (recipe.authority()) {
      extensions.add(
          Der.sequence(Der.oid(2, 5, 29, 19), Der.truth(), Der.octets(Der.sequence(Der.truth()))));
    }
    if (!recipe.hosts().isEmpty()) {
      extensions.add(alternativeNames(recipe.hosts()));
    }
    recipe.crl().map(Issued::distributionPoint).ifPresent(extensions::add);
    recipe.responder().map(Issued::authorityAccess).ifPresent(extensions::add);
    if (recipe.forClientsOnly()) {
      extensions.add(
          Der.sequence(
              Der.oid(2, 5, 29, 37), Der.octets(Der.sequence(Der.oid(1, 3, 6, 1, 5, 5, 7, 3, 2)))));
    }
    if (extensions.isEmpty()) {
      extensions.add(Der.sequence(Der.oid(2, 5, 29, 19), Der.octets(Der.sequence())));
    }
    return Der.sequence(extensions.toArray(byte[][]::new));
  }

  private static byte[] alternativeNames(List<String> hosts) {
    byte[][] names =
        hosts.stream()
            .map(
                host ->
                    isAddress(host)
                        ? Der.tagged(0x87, InetAddress.ofLiteral(host).getAddress())
                        : Der.tagged(0x82, host.getBytes(StandardCharsets.US_ASCII)))
            .toArray(byte[][]::new);
    return Der.sequence(Der.oid(2, 5, 29, 17), Der.octets(Der.sequence(names)));
  }

  private static boolean isAddress(String host) {
    return host.indexOf(':') >= 0 || host.matches("[0-9.]+");
  }

  private static byte[] distributionPoint(String address) {
    byte[] uri = Der.tagged(0x86, address.getBytes(StandardCharsets.US_ASCII));
    return Der.sequence(
        Der.oid(2, 5, 29, 31),
        Der.octets(Der.sequence(Der.sequence(Der.tagged(0xa0, Der.tagged(0xa0, uri))))));
  }

  private static byte[] authorityAccess(String address) {
    byte[] uri = Der.tagged(0x86, address.getBytes(StandardCharsets.US_ASCII));
    return Der.sequence(
        Der.oid(1, 3, 6, 1, 5, 5, 7, 1, 1),
        Der.octets(Der.sequence(Der.sequence(Der.oid(1, 3, 6, 1, 5, 5, 7, 48, 1), uri))));
  }

  private static byte[] signatureAlgorithm(PrivateKey key, String digest) {
    boolean sha1 = digest.equals("SHA1");
    return key.getAlgorithm().equals("RSA")
        ? Der.sequence(Der.oid(1, 2, 840, 113549, 1, 1, sha1 ? 5 : 11), Der.tagged(0x05))
        : Der.sequence(sha1 ? Der.oid(1, 2, 840, 10045, 4, 1) : Der.oid(1, 2, 840, 10045, 4, 3, 2));
  }

  private static byte[] signed(byte[] content, PrivateKey key, String digest) {
    try {
      String with = key.getAlgorithm().equals("RSA") ? "RSA" : "ECDSA";
      Signature signature = Signature.getInstance(digest + "with" + with);
      signature.initSign(key);
      signature.update(content);
      return Der.sequence(content, signatureAlgorithm(key, digest), Der.bits(signature.sign()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("signature: must be possible", e);
    }
  }
}
