package io.vigie.contract.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.vigie.contract.check.ItemId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * Names one expected run. It follows from the item and its due time, so two schedulers that both
 * believe to own an item order the same run, and whoever sees it twice can tell.
 */
public record RunId(@JsonValue UUID value) {

  @JsonCreator
  public static RunId parse(String text) {
    return new RunId(UUID.fromString(text));
  }

  public static RunId of(ItemId item, Instant dueAt) {
    String name = item + "@" + dueAt;
    return new RunId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
