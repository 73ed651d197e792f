package io.vigie.alert.http;

import io.vigie.alert.incident.DeliveryBook.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A message and how far it got.
 *
 * @param because why it is owed
 * @param ageSeconds for how long it has been owed, or took until it was told
 * @param escalatedTo the channel that was told instead
 */
public record DeliveryView(
    String id,
    Optional<String> incident,
    String item,
    String channel,
    String occasion,
    int ordinal,
    String state,
    int attempts,
    String because,
    Instant createdAt,
    long ageSeconds,
    Optional<Instant> heldUntil,
    Optional<Instant> nextTry,
    Optional<Instant> deliveredAt,
    Optional<String> lastError,
    Optional<String> escalatedTo) {

  static DeliveryView of(Row row, Instant now) {
    Instant until = row.deliveredAt().orElse(now);
    return new DeliveryView(
        row.id().toString(),
        row.incident().map(Object::toString),
        row.item().toString(),
        row.channel(),
        row.occasion().word(),
        row.ordinal(),
        row.delivery().word(),
        row.attempts(),
        row.because(),
        row.createdAt(),
        Math.max(0, Duration.between(row.createdAt(), until).toSeconds()),
        row.heldUntil(),
        row.nextTry(),
        row.deliveredAt(),
        row.lastError(),
        row.escalatedTo());
  }
}
