package io.vigie.contract.check;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * A time during which an item goes on being checked, but no incident is opened for it, and which
 * does not count for how long it was up.
 *
 * @param reason what is done in it
 */
public record Maintenance(String reason, Window window) {

  /** When it is. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Once.class, name = "once"),
    @JsonSubTypes.Type(value = Recurring.class, name = "recurring")
  })
  public sealed interface Window {}

  /** From the one moment up to the other. */
  public record Once(Instant from, Instant to) implements Window {
    public Once {
      if (!to.isAfter(from)) {
        throw new IllegalArgumentException("maintenance: must end after " + from + ", was " + to);
      }
    }
  }

  /** From each moment of a cron expression on. */
  public record Recurring(String cron, ZoneId zone, Duration lasts) implements Window {
    public Recurring {
      if (lasts.isNegative() || lasts.isZero()) {
        throw new IllegalArgumentException("maintenance: must last, was " + lasts);
      }
    }
  }
}
