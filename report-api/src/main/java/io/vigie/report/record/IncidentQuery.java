package io.vigie.report.record;

import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.check.ItemId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Which incidents are wanted. */
public record IncidentQuery(
    Optional<Boolean> open,
    Optional<String> system,
    Optional<String> environment,
    Optional<ItemId> item,
    Cursor before,
    int limit) {

  /** A place in the list of incidents, which is ordered by opening time and then id. */
  public record Cursor(Instant openedAt, UUID id) {

    /** After every incident. */
    public static final Cursor NEWEST =
        new Cursor(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1, -1));

    public static Cursor at(Incident incident) {
      return new Cursor(incident.openedAt(), incident.id().value());
    }

    /** Reads what {@link #toString} wrote, or a bare instant. */
    public static Cursor parse(String text) {
      String[] parts = text.split("_", 2);
      return new Cursor(
          Instant.parse(parts[0]),
          parts.length == 1 ? new UUID(0, 0) : IncidentId.parse(parts[1]).value());
    }

    @Override
    public String toString() {
      return openedAt + "_" + id;
    }
  }

  /** The newest incidents of any kind. */
  public static IncidentQuery newest(int limit) {
    return new IncidentQuery(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Cursor.NEWEST,
        limit);
  }

  public IncidentQuery open(boolean wanted) {
    return new IncidentQuery(Optional.of(wanted), system, environment, item, before, limit);
  }

  public IncidentQuery of(SystemKey key) {
    return new IncidentQuery(
        open, Optional.of(key.system()), Optional.of(key.environment()), item, before, limit);
  }

  public IncidentQuery of(ItemId wanted) {
    return new IncidentQuery(open, system, environment, Optional.of(wanted), before, limit);
  }
}
