package io.vigie.alert.incident;

import io.vigie.contract.alert.Incident;
import io.vigie.contract.check.Check;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A message to send now.
 *
 * @param rows the notifications that it settles: one, or two when an opening and its resolution are
 *     told in one message
 * @param check the check as it was when the incident opened
 * @param attempts how often it has been tried, this time included
 * @param receipt what the channel answered to the opening, by which a later message refers to it
 * @param doubtful true when an earlier attempt was never settled, so it may have been sent
 */
public record Posting(
    List<UUID> rows,
    String channel,
    Telling telling,
    Incident incident,
    Check check,
    int attempts,
    Optional<String> receipt,
    boolean doubtful,
    Instant causedAt) {

  public Posting {
    rows = List.copyOf(rows);
  }

  /** What the message says of its incident. */
  public enum Telling {
    /** It has opened. */
    OPENED,
    /** It is over, and its opening was told. */
    RESOLVED,
    /** It has opened and is over, and nothing was told before. */
    OPENED_AND_RESOLVED
  }
}
