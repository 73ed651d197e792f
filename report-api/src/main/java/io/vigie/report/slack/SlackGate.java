package io.vigie.report.slack;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Lets through what Slack signed within five minutes, once. Thread-safe. Remembers only what was
 * signed, for as long as it could be sent again.
 */
public final class SlackGate {

  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final int MOST_REMEMBERED = 10_000;
  private static final int LONGEST_TIMESTAMP = 12;

  private final String secret;
  private final Map<String, Instant> seen = new HashMap<>();

  public SlackGate(String secret) {
    this.secret = secret;
  }

  /** Why a request is refused; empty where it is let through. */
  public Optional<String> refuses(String timestamp, String signature, byte[] body, Instant now) {
    if (timestamp == null || signature == null) {
      return Optional.of("X-Slack-Signature: required with X-Slack-Request-Timestamp, was absent");
    }
    if (!isFresh(timestamp, now)) {
      return Optional.of("X-Slack-Request-Timestamp: must lie within 5 minutes, did not");
    }
    if (!SlackSignature.holds(secret, timestamp, body, signature)) {
      return Optional.of("X-Slack-Signature: must be made with the signing secret, was not");
    }
    return remember(signature, now)
        ? Optional.empty()
        : Optional.of("X-Slack-Signature: must be new, was seen before");
  }

  private static boolean isFresh(String timestamp, Instant now) {
    if (timestamp.length() > LONGEST_TIMESTAMP || !timestamp.matches("[0-9]+")) {
      return false;
    }
    Instant at = Instant.ofEpochSecond(Long.parseLong(timestamp));
    return Duration.between(at, now).abs().compareTo(WINDOW) <= 0;
  }

  /** From either side of now, a request is fresh for no longer than twice the window. */
  private synchronized boolean remember(String signature, Instant now) {
    if (seen.size() >= MOST_REMEMBERED) {
      seen.values().removeIf(until -> until.isBefore(now));
    }
    Instant until = now.plus(WINDOW.multipliedBy(2));
    return seen.size() < MOST_REMEMBERED && seen.putIfAbsent(signature, until) == null;
  }
}
