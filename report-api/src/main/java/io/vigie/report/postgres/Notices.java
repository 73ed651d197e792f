package io.vigie.report.postgres;

import io.vigie.contract.check.ItemId;
import io.vigie.report.record.Change;
import io.vigie.report.record.Change.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Word of changes by {@code NOTIFY}: sent when the transaction commits, to every replica. One
 * payload holds many changes, one to a line: {@code state 5 chrona/production/CH-1}.
 */
final class Notices {

  static final String CHANNEL = "vigie_report";

  /** PostgreSQL allows 7,999 bytes; every character of a change is one byte. */
  private static final int LONGEST_PAYLOAD = 7_500;

  private static final String NO_ITEM = "-";

  private Notices() {}

  /** Sends, and answers how many payloads it took. */
  static int send(Connection connection, List<Change> changes) throws SQLException {
    List<String> payloads = payloads(changes);
    if (!payloads.isEmpty()) {
      Database.query(
          connection,
          "select pg_notify('" + CHANNEL + "', payload) from unnest(?::text[]) as p (payload)",
          row -> row.getString(1),
          payloads);
    }
    return payloads.size();
  }

  static List<String> payloads(List<Change> changes) {
    List<String> payloads = new ArrayList<>();
    StringBuilder payload = new StringBuilder();
    for (Change change : changes) {
      String line = line(change);
      if (!payload.isEmpty() && payload.length() + line.length() > LONGEST_PAYLOAD) {
        payloads.add(payload.toString());
        payload.setLength(0);
      }
      payload.append(line).append('\n');
    }
    if (!payload.isEmpty()) {
      payloads.add(payload.toString());
    }
    return payloads;
  }

  /** Reads a payload; what a newer version may have added is taken as "something changed". */
  static Stream<Change> changes(String payload) {
    return payload.lines().map(Notices::change);
  }

  private static String line(Change change) {
    String item = change.item().map(ItemId::toString).orElse(NO_ITEM);
    return change.kind().word() + " " + change.version() + " " + item;
  }

  private static Change change(String line) {
    try {
      String[] parts = line.split(" ", 3);
      return new Change(
          Kind.valueOf(parts[0].toUpperCase(Locale.ROOT)),
          parts[2].equals(NO_ITEM) ? Optional.empty() : Optional.of(ItemId.parse(parts[2])),
          Long.parseLong(parts[1]));
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      return Change.ALL;
    }
  }
}
