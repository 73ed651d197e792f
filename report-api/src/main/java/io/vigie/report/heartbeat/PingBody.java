package io.vigie.report.heartbeat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vigie.contract.result.TokenShapes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * What a job says with a ping: so much of it as is kept, without what has the shape of a secret. It
 * is looked through before it is cut, so that no cut makes half a secret look like none.
 *
 * @param truncated true when something was cut off
 */
public record PingBody(Optional<String> text, boolean truncated) {

  /** So many bytes are kept, as the header {@code Ping-Body-Limit} says. */
  public static final int LIMIT = 10_000;

  /** The longest shape that is known has this room beyond the limit. */
  private static final int BEYOND = 4_500;

  /** Nothing was said. */
  public static final PingBody NONE = new PingBody(Optional.empty(), false);

  /** Reads no more than is needed; the rest is left. */
  public static PingBody read(InputStream body) {
    try {
      return of(body.readNBytes(LIMIT + BEYOND + 1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static PingBody of(byte[] sent) {
    if (sent.length == 0) {
      return NONE;
    }
    byte[] masked = TokenShapes.masked(text(sent)).getBytes(UTF_8);
    boolean whole = masked.length <= LIMIT && sent.length <= LIMIT + BEYOND;
    return new PingBody(
        Optional.of(new String(masked, 0, Math.min(masked.length, LIMIT), UTF_8)), !whole);
  }

  /** No database takes the character 0 in a text. */
  private static String text(byte[] sent) {
    return new String(sent, UTF_8).replace('\0', '\uFFFD');
  }
}
