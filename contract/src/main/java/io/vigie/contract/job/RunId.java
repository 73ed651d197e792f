package io.vigie.contract.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.vigie.contract.check.ItemId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * Names one expected run. It follows from the item and its due time, or from what asked for it, so
 * two schedulers that both believe to own an item order the same run, and whoever sees it twice can
 * tell.
 */
public record RunId(@JsonValue UUID value) {

  @JsonCreator
  public static RunId parse(String text) {
    return new RunId(UUID.fromString(text));
  }

  /** The run of an item that is seen from one place. */
  public static RunId of(ItemId item, Instant dueAt) {
    return named(item + "@" + dueAt);
  }

  /** One of the runs of an item that is seen from several places. */
  public static RunId of(ItemId item, Instant dueAt, String location) {
    return named(item + "@" + dueAt + "@" + location);
  }

  /** A run that a command asked for. */
  public static RunId of(ItemId item, UUID command, String location) {
    return named(item + "@" + command + "@" + location);
  }

  private static RunId named(String name) {
    return new RunId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
