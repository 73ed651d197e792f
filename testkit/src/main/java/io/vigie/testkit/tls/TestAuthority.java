package io.vigie.testkit.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/** A certificate authority for tests, trusted by whoever takes its {@link #trustStore()}. */
public final class TestAuthority {

  private static final byte[] ECDSA_SHA256 = Der.sequence(Der.oid(1, 2, 840, 10045, 4, 3, 2));
  private static final AtomicLong SERIAL = new AtomicLong(1);

  private final InstantSource clock;
  private final KeyPair keys;
  private final X509Certificate certificate;

  private record Validity(Instant from, Instant to) {}

  private record Subject(
      X500Principal name, PublicKey key, List<String> hosts, boolean authority) {}

  private record Issuer(X500Principal name, PrivateKey key) {}

  private TestAuthority(InstantSource clock) {
    this.clock = clock;
    this.keys = newKeys();
    X500Principal name = new X500Principal("CN=Vigie test authority");
    this.certificate =
        sign(
            new Issuer(name, keys.getPrivate()),
            new Subject(name, keys.getPublic(), List.of(), true),
            around(clock.instant(), 365));
  }

  public static TestAuthority create(InstantSource clock) {
    return new TestAuthority(clock);
  }

  /**
   * A good identity for hosts, each a DNS name or an IPv4 address, valid for 30 days and an hour.
   */
  public TlsIdentity issue(String... hosts) {
    return issue(around(clock.instant(), 30), hosts);
  }

  /** One that expired ten days ago. */
  public TlsIdentity issueExpired(String... hosts) {
    return issue(around(clock.instant().minus(Duration.ofDays(20)), 10), hosts);
  }

  /** One that becomes valid in ten days. */
  public TlsIdentity issueNotYetValid(String... hosts) {
    return issue(around(clock.instant().plus(Duration.ofDays(10)), 10), hosts);
  }

  /** One that nobody else has signed. */
  public static TlsIdentity selfSigned(InstantSource clock, String... hosts) {
    KeyPair keys = newKeys();
    X500Principal name = new X500Principal("CN=" + hosts[0]);
    X509Certificate certificate =
        sign(
            new Issuer(name, keys.getPrivate()),
            new Subject(name, keys.getPublic(), List.of(hosts), false),
            around(clock.instant(), 30));
    return new TlsIdentity(keys.getPrivate(), List.of(certificate));
  }

  /** A store that trusts this authority and no other. */
  public KeyStore trustStore() {
    try {
      KeyStore store = emptyStore("PKCS12");
      store.setCertificateEntry("authority", certificate);
      return store;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("key store: must take a certificate", e);
    }
  }

  /** Its certificate as PEM, for settings such as {@code ca}. */
  public String pem() {
    return new TlsIdentity(keys.getPrivate(), List.of(certificate)).chainPem();
  }

  static KeyStore emptyStore(String type) throws GeneralSecurityException {
    try {
      KeyStore store = KeyStore.getInstance(type);
      store.load(null, null);
      return store;
    } catch (IOException e) {
      throw new IllegalStateException("key store: must load from nothing", e);
    }
  }

  private TlsIdentity issue(Validity validity, String... hosts) {
    KeyPair server = newKeys();
    X509Certificate issued =
        sign(
            new Issuer(certificate.getSubjectX500Principal(), keys.getPrivate()),
            new Subject(
                new X500Principal("CN=" + hosts[0]), server.getPublic(), List.of(hosts), false),
            validity);
    return new TlsIdentity(server.getPrivate(), List.of(issued, certificate));
  }

  private static Validity around(Instant from, int days) {
    return new Validity(
        from.minus(Duration.ofHours(1)),
        from.plus(Duration.ofDays(days)).plus(Duration.ofHours(1)));
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("EC keys: must be available", e);
    }
  }

  private static X509Certificate sign(Issuer issuer, Subject subject, Validity validity) {
    byte[] content =
        Der.sequence(
            Der.tagged(0xa0, Der.integer(BigInteger.TWO)),
            Der.integer(BigInteger.valueOf(SERIAL.getAndIncrement())),
            ECDSA_SHA256,
            issuer.name().getEncoded(),
            Der.sequence(Der.time(validity.from()), Der.time(validity.to())),
            subject.name().getEncoded(),
            subject.key().getEncoded(),
            Der.tagged(0xa3, Der.sequence(extension(subject))));
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(issuer.key());
      signature.update(content);
      byte[] signed = Der.sequence(content, ECDSA_SHA256, Der.bits(signature.sign()));
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(signed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("certificate: must be readable by the JDK", e);
    }
  }

  private static byte[] extension(Subject subject) {
    if (subject.authority()) {
      return Der.sequence(
          Der.oid(2, 5, 29, 19), Der.truth(), Der.octets(Der.sequence(Der.truth())));
    }
    byte[][] names = subject.hosts().stream().map(TestAuthority::name).toArray(byte[][]::new);
    return Der.sequence(Der.oid(2, 5, 29, 17), Der.octets(Der.sequence(names)));
  }

  private static byte[] name(String host) {
    if (!host.matches("[0-9.]+")) {
      return Der.tagged(0x82, host.getBytes(StandardCharsets.US_ASCII));
    }
    byte[] address = new byte[4];
    List<Integer> parts = Stream.of(host.split("\\.", -1)).map(Integer::valueOf).toList();
    for (int i = 0; i < address.length; i++) {
      address[i] = parts.get(i).byteValue();
    }
    return Der.tagged(0x87, address);
  }
}
