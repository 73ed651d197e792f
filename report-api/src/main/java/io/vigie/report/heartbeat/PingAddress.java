package io.vigie.report.heartbeat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vigie.contract.check.ItemId;
import io.vigie.report.record.SystemKey;
import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
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

  private static final int KEY_BYTES = 16;

  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private PingAddress() {}

  public static UUID of(byte[] key, ItemId item) {
    ByteBuffer mac = ByteBuffer.wrap(mac(key, item.toString()));
    long high = (mac.getLong() & ~0xf000L) | VERSION_4;
    long low = (mac.getLong() & 0x3fff_ffff_ffff_ffffL) | VARIANT;
    return new UUID(high, low);
  }

  /**
   * The key of a system in an environment, as Healthchecks.io has one for each project: 22 letters,
   * under which each of its jobs is found by its slug.
   */
  public static String keyOf(byte[] key, SystemKey system) {
    byte[] mac = Arrays.copyOf(mac(key, "ping key of " + system), KEY_BYTES);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
  }

  /** The id of an item as it is written in an address. */
  public static String slug(String item) {
    return item.toLowerCase(Locale.ROOT).replace('.', '-');
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
