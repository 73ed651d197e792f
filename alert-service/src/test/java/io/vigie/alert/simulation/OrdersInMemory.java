package io.vigie.alert.simulation;

import io.vigie.alert.incident.Bookkeeper;
import io.vigie.alert.incident.Entry;
import io.vigie.alert.incident.Ledger.Written;
import io.vigie.alert.incident.Orders;
import io.vigie.alert.silence.Muting;
import io.vigie.alert.silence.Silences;
import io.vigie.alert.simulation.DebtsInMemory.Again;
import io.vigie.alert.simulation.Rows.ItemRow;
import io.vigie.contract.alert.Acknowledgement;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Notification.Occasion;
import io.vigie.contract.alert.Remark;
import io.vigie.contract.alert.Silence;
import io.vigie.contract.alert.Waiver;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.command.Command;
import io.vigie.contract.command.Command.Acknowledge;
import io.vigie.contract.command.Command.Comment;
import io.vigie.contract.command.Command.EndWaiver;
import io.vigie.contract.command.Command.Mute;
import io.vigie.contract.command.Command.OfAlerts;
import io.vigie.contract.command.Command.TestAlert;
import io.vigie.contract.command.Command.Unmute;
import io.vigie.contract.command.Command.Waive;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** {@link Orders} on {@link Rows}. */
final class OrdersInMemory implements Orders {

  private static final Taken NOTHING = Taken.done(new Written(0, 0, 0));

  private final Rows rows;
  private final LedgerInMemory ledger;
  private final DebtsInMemory debts;
  private final Silences known;

  /**
   * @param ledger writes what a waiver changes
   * @param known is told of each change of the silences as soon as it is written
   */
  OrdersInMemory(Rows rows, LedgerInMemory ledger, Silences known) {
    this.rows = rows;
    this.ledger = ledger;
    this.debts = new DebtsInMemory(rows);
    this.known = known;
  }

  @Override
  public Taken take(Command command, Instant now) {
    synchronized (rows) {
      if (!(command.order() instanceof OfAlerts order) || !rows.taken.add(command.id())) {
        return NOTHING;
      }
      Taken taken = follow(command, order, now);
      known.know(rows.lasting(now));
      return taken;
    }
  }

  private Taken follow(Command command, OfAlerts order, Instant now) {
    return switch (order) {
      case Mute mute -> mute(command, mute, now);
      case Unmute(UUID silence) -> unmute(command, silence, now);
      case Acknowledge(var incident) -> acknowledge(command, incident, now);
      case Comment(var incident, String text) ->
          told(incident, remark(command, Remark.Kind.COMMENTED, text, now), Occasion.COMMENTED);
      case Waive(ItemId item, String reason, Instant until) ->
          waive(item, Optional.of(new Waiver(by(command), reason, now, until)), now);
      case EndWaiver(ItemId item) -> waive(item, Optional.empty(), now);
      case TestAlert _ -> NOTHING;
    };
  }

  private static String by(Command command) {
    return command.by().orElse("somebody");
  }

  private static Remark remark(Command command, Remark.Kind kind, String text, Instant now) {
    return new Remark(now, kind, Optional.of(by(command)), text);
  }

  private Taken mute(Command command, Mute order, Instant now) {
    return switch (Muting.judge(command, order, now)) {
      case Muting.Begun(Silence silence) -> {
        rows.silences.putIfAbsent(silence.id(), silence);
        yield Taken.done(new Written(1, 0, 0));
      }
      case Muting.Refused(String why) -> Taken.refused(why);
    };
  }

  private Taken unmute(Command command, UUID id, Instant now) {
    Silence one = rows.silences.get(id);
    if (one == null || one.ended().isPresent() || !one.until().isAfter(now)) {
      return Taken.refused("silence: must be one that lasts, was " + id);
    }
    Optional<Acknowledgement> ended = Optional.of(new Acknowledgement(by(command), now));
    rows.silences.put(
        id,
        new Silence(
            id,
            one.version() + 1,
            one.matcher(),
            one.reason(),
            one.by(),
            one.from(),
            one.until(),
            ended));
    int letGo = 0;
    for (Message message : rows.messages) {
      boolean held = message.isPending() && message.ifStillFailing && message.attempts == 0;
      if (held && message.dueAt.isAfter(now)) {
        message.dueAt = now;
        letGo++;
      }
    }
    return Taken.done(new Written(1, letGo, 0));
  }

  private Taken acknowledge(Command command, IncidentId id, Instant now) {
    IncidentRow row = rows.incidents.get(id);
    if (row == null || row.overAt.isPresent()) {
      return Taken.refused("incident: must be known and not over, was " + id);
    }
    row.acknowledged =
        row.acknowledged.or(() -> Optional.of(new Acknowledgement(by(command), now)));
    return told(id, remark(command, Remark.Kind.ACKNOWLEDGED, "", now), Occasion.ACKNOWLEDGED);
  }

  private Taken told(IncidentId id, Remark remark, Occasion occasion) {
    IncidentRow row = rows.incidents.get(id);
    if (row == null) {
      return Taken.refused("incident: must be known, was " + id);
    }
    row.history.add(remark);
    row.version++;
    Again again = new Again(id, occasion, remark.at(), remark.at());
    return Taken.done(new Written(1, debts.tellAgain(List.of(again)), 0));
  }

  private Taken waive(ItemId id, Optional<Waiver> waiver, Instant now) {
    ItemRow row = rows.items.get(id);
    if (row == null || row.item.removed()) {
      return Taken.refused("item: must be in a checklist, was " + id);
    }
    Optional<IncidentId> open = row.item.state().incident().map(incident -> incident.id());
    Entry entry = Bookkeeper.waive(row.item, waiver, now);
    Written written = ledger.write(List.of(entry), 0, now);
    ledger.wakeSooner(entry, now);
    if (open.isPresent() && waiver.isPresent()) {
      Waiver one = waiver.get();
      rows.note(
          open.get(),
          new Remark(now, Remark.Kind.WAIVED, Optional.of(one.by()), "until " + one.until()));
    }
    return Taken.done(written);
  }
}
