package io.vigie.report.heartbeat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vigie.contract.check.ItemId;
import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Where a job reports: the HMAC-SHA256 of the item's id, cut to a UUID. It stays the same as long
 * as the key does, and nobody without the key can find it.
 */
public final class PingAddress {

  private static final String ALGORITHM = "HmacSHA256";

  /** Some clients refuse what does not look like a random UUID. */
  private static final long VERSION_4 = 0x4000L;

  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private PingAddress() {}

  public static UUID of(byte[] key, ItemId item) {
    ByteBuffer mac = ByteBuffer.wrap(mac(key, item.toString()));
    long high = (mac.getLong() & ~0xf000L) | VERSION_4;
    long low = (mac.getLong() & 0x3fff_ffff_ffff_ffffL) | VARIANT;
    return new UUID(high, low);
  }

  private static byte[] mac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
