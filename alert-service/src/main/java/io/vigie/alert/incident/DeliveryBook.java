package io.vigie.alert.incident;

import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Notification.Delivery;
import io.vigie.contract.alert.Notification.Occasion;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What is known of messages and channels, for those who look. */
public interface DeliveryBook {

  /**
   * How each channel stands, by name: those that are configured, and those that anything waits for
   * or was not delivered to.
   */
  Map<String, Standing> channels(Set<String> configured, Instant now);

  /** Messages, newest first. */
  List<Row> rows(Query query);

  /** One message. */
  Optional<Row> row(UUID id);

  /** What people asked for, newest first. */
  List<Asked> asked(boolean refusedOnly, int limit);

  /** What the checklists say of an item now. */
  Optional<Check> check(ItemId item);

  /**
   * How a channel stands.
   *
   * @param waiting messages that are due and not told
   * @param oldest since when the oldest of them waits
   * @param held messages that may not be told yet
   * @param undelivered messages that were given up
   * @param instead how many of those went to the fallback channel
   * @param lastDelivered when it last took a message
   * @param lastRefused when one was last given up
   * @param lastError what was said then, or at the last attempt of one that waits
   */
  record Standing(
      long waiting,
      Optional<Instant> oldest,
      long held,
      long undelivered,
      long instead,
      Optional<Instant> lastDelivered,
      Optional<Instant> lastRefused,
      Optional<String> lastError) {

    /** Where nothing was ever owed. */
    public static final Standing UNTRIED =
        new Standing(
            0, Optional.empty(), 0, 0, 0, Optional.empty(), Optional.empty(), Optional.empty());

    /** True where the last message that it was done with was given up. */
    public boolean isBroken() {
      return lastRefused.isPresent()
          && lastDelivered.map(taken -> taken.isBefore(lastRefused.get())).orElse(true);
    }
  }

  /**
   * What is looked for.
   *
   * @param channel without it, all but the canary's
   * @param before only those made before; with {@code beforeId} for those made at that moment
   */
  record Query(
      Optional<Delivery> state,
      Optional<String> channel,
      Optional<IncidentId> incident,
      Instant before,
      UUID beforeId,
      int limit) {}

  /**
   * A message and how far it got.
   *
   * @param incident absent for a test and a digest
   * @param because why it is owed
   * @param nextTry when it is tried next, while it waits
   * @param escalatedTo where it went instead
   */
  record Row(
      UUID id,
      Optional<IncidentId> incident,
      ItemId item,
      String channel,
      Occasion occasion,
      int ordinal,
      Delivery delivery,
      int attempts,
      String because,
      Instant createdAt,
      Optional<Instant> heldUntil,
      Optional<Instant> nextTry,
      Optional<Instant> deliveredAt,
      Optional<String> lastError,
      Optional<String> escalatedTo) {}

  /** Something that somebody asked for. */
  record Asked(
      UUID id,
      Instant at,
      String type,
      String subject,
      Optional<String> by,
      Optional<String> refused) {}
}
