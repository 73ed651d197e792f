package io.vigie.alert.postgres;

import io.vigie.alert.incident.FreeLanes;
import io.vigie.alert.incident.FreeLanes.Handed;
import io.vigie.alert.incident.Posting;
import io.vigie.alert.postgres.IncidentRows.Opened;
import io.vigie.alert.postgres.OwedRows.Debt;
import io.vigie.alert.postgres.OwedRows.Row;
import io.vigie.contract.alert.Notification.Occasion;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Takes openings for lanes that stand idle, of one transaction. */
final class Handing {

  private final FreeLanes lanes;

  Handing(FreeLanes lanes) {
    this.lanes = lanes;
  }

  /** A row that is to be written, and what it is about where it may be handed over. */
  record Taken(Row row, Optional<Opened> opened) {}

  /**
   * @param plain incidents of which there is nothing to tell but that they opened
   */
  List<Taken> take(List<Debt> debts, Map<UUID, Opened> plain, Instant now) {
    return debts.stream().map(debt -> take(debt, plain, now)).toList();
  }

  private Taken take(Debt debt, Map<UUID, Opened> plain, Instant now) {
    Optional<Opened> opened =
        Optional.ofNullable(plain.get(debt.incident()))
            .filter(_ -> debt.occasion() == Occasion.OPENED && !debt.at().isAfter(now))
            .filter(_ -> lanes.take(debt.channel(), now));
    // As the database keeps it: whoever settles it must name the same moment.
    Instant until = now.plus(lanes.lease()).truncatedTo(ChronoUnit.MICROS);
    Optional<Instant> lease = opened.map(_ -> until);
    return new Taken(new Row(UUID.randomUUID(), debt, lease), opened);
  }

  /**
   * What is handed over once the transaction is through.
   *
   * @param written the rows that were not there before
   */
  static List<Handed> handed(List<Taken> taken, Set<UUID> written, Instant now) {
    return taken.stream()
        .filter(one -> written.contains(one.row().id()))
        .flatMap(one -> one.opened().map(opened -> posting(one.row(), opened)).stream())
        .map(posting -> new Handed(posting, now))
        .toList();
  }

  private static Posting posting(Row row, Opened opened) {
    return new Posting(
        List.of(row.id()),
        row.debt().channel(),
        Posting.Telling.OPENED,
        opened.incident(),
        opened.check(),
        1,
        Optional.empty(),
        false,
        row.debt().causedAt(),
        row.debt().ordinal(),
        row.debt().because(),
        List.of(),
        Optional.empty(),
        row.leasedUntil());
  }
}
