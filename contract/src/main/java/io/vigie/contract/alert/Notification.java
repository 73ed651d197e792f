package io.vigie.contract.alert;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.vigie.contract.check.ItemId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * One message of one incident on one channel, with the state of its delivery. The version grows
 * with each change.
 *
 * @param escalatedTo the channel that was told instead, because this one would not have it or took
 *     too long
 */
public record Notification(
    UUID id,
    long version,
    IncidentId incident,
    ItemId item,
    String channel,
    Occasion occasion,
    Delivery delivery,
    int attempts,
    Instant createdAt,
    Optional<Instant> deliveredAt,
    Optional<String> lastError,
    Optional<String> escalatedTo) {

  /** What the message is about. */
  public enum Occasion {
    OPENED,
    /**
     * What was told has changed: more items, another state of it. Only channels that edit tell it.
     */
    UPDATED,
    ACKNOWLEDGED,
    COMMENTED,
    /** Nobody acknowledged it in time. */
    ESCALATED,
    /** It is still open. */
    REMINDED,
    REOPENED,
    RESOLVED,
    /** Somebody wants to see whether the channel works. */
    TEST,
    /** What is open and not urgent, once a day. */
    DIGEST;

    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static Occasion ofWord(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /** How far the message got. */
  public enum Delivery {
    /** To be sent, or to be sent again. */
    PENDING,
    /** The channel accepted it. */
    DELIVERED,
    /** Given up: shown as undelivered, never dropped in silence. */
    UNDELIVERED,
    /** Not told, because there was no more reason to: the last error says why. */
    CANCELLED;

    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static Delivery ofWord(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }
}
