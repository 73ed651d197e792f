package io.vigie.alert.http;

import io.vigie.alert.incident.DeliveryBook.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a channel stands.
 *
 * @param state {@code untried}, {@code ok}, {@code failing} (what waits could not be told at the
 *     last attempt), {@code paused} (it is left alone until {@code pausedUntil}), {@code broken}
 *     (it would not have the last message, which went to the fallback), or {@code gone} (messages
 *     are kept of a channel that is not configured any more)
 * @param pausedUntil until when this process leaves it alone
 * @param limited how often it asked this process to be left alone since the start
 */
public record ChannelView(
    String name,
    String state,
    boolean fallback,
    String rate,
    long waiting,
    Optional<Long> oldestWaitsSeconds,
    long held,
    long undelivered,
    long toldElsewhere,
    Optional<Instant> lastDelivered,
    Optional<Instant> lastUndelivered,
    Optional<String> lastError,
    Optional<Instant> pausedUntil,
    long limited) {

  /** What this process knows of a channel. */
  record Lately(boolean configured, String rate, Optional<Instant> pausedUntil, long limited) {}

  static ChannelView of(
      String name, boolean fallback, Standing standing, Lately lately, Instant now) {
    return new ChannelView(
        name,
        state(standing, lately),
        fallback,
        lately.rate(),
        standing.waiting(),
        standing.oldest().map(since -> Math.max(0, Duration.between(since, now).toSeconds())),
        standing.held(),
        standing.undelivered(),
        standing.instead(),
        standing.lastDelivered(),
        standing.lastRefused(),
        standing.lastError(),
        lately.pausedUntil(),
        lately.limited());
  }

  private static String state(Standing standing, Lately lately) {
    if (!lately.configured()) {
      return "gone";
    }
    if (standing.isBroken()) {
      return "broken";
    }
    if (lately.pausedUntil().isPresent()) {
      return "paused";
    }
    if (standing.waiting() > 0 && standing.lastError().isPresent()) {
      return "failing";
    }
    return standing.lastDelivered().isPresent() ? "ok" : "untried";
  }
}
