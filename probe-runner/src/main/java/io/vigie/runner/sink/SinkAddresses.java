package io.vigie.runner.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vigie.probe.sink.Door;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Where sinks are: below the URL of a door, the name, and a word that only whoever knows the secret
 * can find.
 *
 * @param doors the URLs at which applications get to the doors, without a slash at the end; they
 *     come once the doors are open
 */
record SinkAddresses(SecretKeySpec secret, Map<Door, String> doors) {

  /** What the path of a sink begins with. */
  static final String ROOT = "/sink/";

  private static final String ALGORITHM = "HmacSHA256";
  private static final int TOKEN_BYTES = 16;

  SinkAddresses(byte[] secret, Map<Door, String> doors) {
    this(new SecretKeySpec(secret, ALGORITHM), doors);
  }

  Optional<String> address(String name, Door door) {
    return Optional.ofNullable(doors.get(door)).map(url -> url + ROOT + name + "/" + token(name));
  }

  /** The first 32 digits of HMAC-SHA256 of the name. */
  String token(String name) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      return HexFormat.of().formatHex(mac.doFinal(name.getBytes(UTF_8)), 0, TOKEN_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  boolean isToken(String name, String token) {
    return MessageDigest.isEqual(token(name).getBytes(UTF_8), token.getBytes(UTF_8));
  }
}
