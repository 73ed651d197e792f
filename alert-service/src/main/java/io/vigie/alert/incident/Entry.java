package io.vigie.alert.incident;

import io.vigie.alert.state.Effect;
import io.vigie.contract.command.Command;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a number of events made of one item: to be written together.
 *
 * @param before empty for an item that was not kept before
 * @param notes what is to be told of incidents that goes into their histories
 * @param commands what others are to be asked for
 */
public record Entry(
    Optional<Item> before,
    Item after,
    List<Opening> openings,
    List<Reopening> reopenings,
    List<Closing> closings,
    List<Noted> notes,
    List<Command> commands) {

  public Entry {
    openings = List.copyOf(openings);
    reopenings = List.copyOf(reopenings);
    closings = List.copyOf(closings);
    notes = List.copyOf(notes);
    commands = List.copyOf(commands);
  }

  /** Of one of our own troubles, of which no item is kept. */
  public static Entry ofOwn(Item item, List<Opening> openings, List<Closing> closings) {
    return new Entry(Optional.empty(), item, openings, List.of(), closings, List.of(), List.of());
  }

  /** False when nothing is to be written. */
  public boolean changed() {
    return before.isEmpty() || !before.get().equals(after);
  }

  /** True when somebody else, or nobody any more, accepts that it fails. */
  public boolean waiverChanged() {
    return before.isPresent() && !before.get().rules().waiver().equals(after.rules().waiver());
  }

  /** True when others must hear of it. */
  public boolean worthTelling() {
    return before.isEmpty() || before.get().version() != after.version();
  }

  /** True when what other items make of it may be something else now. */
  public boolean concernsOthers() {
    return before.isEmpty()
        || before.get().removed() != after.removed()
        || before.get().word() != after.word();
  }

  /** The closing of an incident that these same events opened. */
  public Optional<Closing> closingOf(Opening opening) {
    return closings.stream()
        .filter(closing -> closing.incident().id().equals(opening.incident().id()))
        .findFirst();
  }

  /**
   * An incident to open.
   *
   * @param causedAt when the result that confirmed it was there
   */
  public record Opening(Effect.IncidentOpened incident, Instant at, Instant causedAt) {}

  /** An incident to open again. */
  public record Reopening(Effect.IncidentReopened incident, Instant at, Instant causedAt) {}

  /** An incident to close. */
  public record Closing(Effect.IncidentResolved incident, Instant at, Instant causedAt) {}
}
