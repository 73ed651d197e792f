package io.vigie.contract.alert;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.vigie.contract.check.ItemId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * Names one span of failure. It follows from the item and the due time of the result that confirmed
 * the failure, so that replaying a result never opens a second incident.
 */
public record IncidentId(@JsonValue UUID value) {

  @JsonCreator
  public static IncidentId parse(String text) {
    return new IncidentId(UUID.fromString(text));
  }

  public static IncidentId of(ItemId item, Instant confirmedBy) {
    String name = "incident:" + item + "@" + confirmedBy;
    return new IncidentId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
