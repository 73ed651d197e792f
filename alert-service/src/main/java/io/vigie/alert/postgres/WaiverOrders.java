package io.vigie.alert.postgres;

import io.vigie.alert.incident.Bookkeeper;
import io.vigie.alert.incident.Entry;
import io.vigie.alert.incident.Item;
import io.vigie.alert.incident.Ledger.Written;
import io.vigie.alert.incident.Noted;
import io.vigie.alert.incident.Orders.Taken;
import io.vigie.alert.route.Audience;
import io.vigie.alert.wording.Sentence;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Remark;
import io.vigie.contract.alert.Waiver;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.command.Command;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Somebody accepts that an item fails, or nobody does any more. */
final class WaiverOrders {

  private static final int LONGEST_REASON = 500;

  private final ItemRows items;
  private final EntryRows entries;
  private final RemarkRows remarks = new RemarkRows();

  WaiverOrders(Json json, Audience audience) {
    this.items = new ItemRows(json);
    this.entries = new EntryRows(json, audience);
  }

  Taken waive(Connection connection, Command command, Command.Waive order, Instant now)
      throws SQLException {
    String reason = order.reason().strip();
    if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
      return Taken.refused(
          "waiver: reason must have 1 to "
              + LONGEST_REASON
              + " characters, had "
              + reason.length());
    }
    if (!order.until().isAfter(now) || order.until().isAfter(now.plus(Waiver.LONGEST))) {
      return Taken.refused(
          "waiver: must end within " + Waiver.LONGEST.toDays() + " days, was " + order.until());
    }
    Waiver waiver = new Waiver(command.by().orElse("somebody"), reason, now, order.until());
    return write(connection, order.item(), Optional.of(waiver), now);
  }

  Taken end(Connection connection, Command command, ItemId item, Instant now) throws SQLException {
    return write(connection, item, Optional.empty(), now);
  }

  private Taken write(Connection connection, ItemId id, Optional<Waiver> waiver, Instant now)
      throws SQLException {
    Item item = items.lock(connection, List.of(id)).get(id);
    if (item == null || item.removed()) {
      return Taken.refused("item: must be in a checklist, was " + id);
    }
    Optional<IncidentId> open = item.state().incident().map(incident -> incident.id());
    Entry entry = Bookkeeper.waive(item, waiver, now);
    Written written = entries.write(connection, List.of(entry), 0, now);
    items.wakeSooner(connection, List.of(entry), now);
    if (open.isPresent() && waiver.isPresent()) {
      remarks.add(connection, List.of(new Noted(open.get(), remark(waiver.get()))), now);
    }
    return Taken.done(written);
  }

  private static Remark remark(Waiver waiver) {
    return new Remark(
        waiver.from(),
        Remark.Kind.WAIVED,
        Optional.of(waiver.by()),
        Sentence.UNTIL.of(waiver.until().truncatedTo(ChronoUnit.SECONDS), waiver.reason()));
  }
}
