package io.vigie.probe.tls;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Arrays;

/** The question whether one certificate was revoked (RFC 6960), without a nonce, as caches like. */
final class OcspRequest {

  /** As it is sent. */
  static final String CONTENT_TYPE = "application/ocsp-request";

  /** 1.3.14.3.2.26: SHA-1, which here names an issuer and protects nothing. */
  private static final byte[] SHA_1 = {0x2b, 0x0e, 0x03, 0x02, 0x1a};

  private static final int INTEGER = 0x02;

  private OcspRequest() {}

  static byte[] of(X509Certificate certificate, X509Certificate issuer) {
    byte[] id =
        Der.value(
            Der.SEQUENCE,
            Der.value(Der.SEQUENCE, Der.value(Der.OID, SHA_1), Der.value(Der.NULL)),
            Der.value(Der.OCTETS, sha1(certificate.getIssuerX500Principal().getEncoded())),
            Der.value(Der.OCTETS, sha1(keyOf(issuer))),
            Der.value(INTEGER, certificate.getSerialNumber().toByteArray()));
    byte[] requests = Der.value(Der.SEQUENCE, Der.value(Der.SEQUENCE, id));
    return Der.value(Der.SEQUENCE, Der.value(Der.SEQUENCE, requests));
  }

  /** The bits of the key, without the algorithm: SEQUENCE { SEQUENCE, BIT STRING }. */
  private static byte[] keyOf(X509Certificate issuer) {
    ByteBuffer outer = ByteBuffer.wrap(issuer.getPublicKey().getEncoded());
    ByteBuffer parts = Der.next(outer).orElseThrow().content();
    var _ = Der.next(parts).orElseThrow();
    byte[] bits = Der.next(parts).orElseThrow().bytes();
    return Arrays.copyOfRange(bits, 1, bits.length);
  }

  private static byte[] sha1(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-1: must be available", e);
    }
  }
}
