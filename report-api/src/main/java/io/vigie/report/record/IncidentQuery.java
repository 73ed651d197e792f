package io.vigie.report.record;

import io.vigie.contract.alert.Incident;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.check.ItemId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Which incidents are wanted.
 *
 * @param acknowledged whether somebody looks after them
 * @param folded whether they are told as a part of another
 * @param lead the one that they are told as a part of
 */
public record IncidentQuery(
    Optional<Boolean> open,
    Optional<Boolean> acknowledged,
    Optional<Boolean> folded,
    Optional<String> system,
    Optional<String> environment,
    Optional<ItemId> item,
    Optional<IncidentId> lead,
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
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Cursor.NEWEST,
        limit);
  }

  public IncidentQuery open(boolean wanted) {
    return flags(Optional.of(wanted), acknowledged, folded);
  }

  /** Only those for which what is given holds. */
  public IncidentQuery flags(
      Optional<Boolean> isOpen, Optional<Boolean> isAcknowledged, Optional<Boolean> isFolded) {
    return new IncidentQuery(
        isOpen, isAcknowledged, isFolded, system, environment, item, lead, before, limit);
  }

  public IncidentQuery of(SystemKey key) {
    return of(Optional.of(key.system()), Optional.of(key.environment()));
  }

  /** Only of a system or an environment, where one is given. */
  public IncidentQuery of(Optional<String> ofSystem, Optional<String> ofEnvironment) {
    return new IncidentQuery(
        open, acknowledged, folded, ofSystem, ofEnvironment, item, lead, before, limit);
  }

  public IncidentQuery of(ItemId wanted) {
    return new IncidentQuery(
        open, acknowledged, folded, system, environment, Optional.of(wanted), lead, before, limit);
  }

  /** Those that are told as a part of {@code wanted}. */
  public IncidentQuery toldWith(IncidentId wanted) {
    return new IncidentQuery(
        open, acknowledged, folded, system, environment, item, Optional.of(wanted), before, limit);
  }

  public IncidentQuery before(Cursor place) {
    return new IncidentQuery(
        open, acknowledged, folded, system, environment, item, lead, place, limit);
  }
}
