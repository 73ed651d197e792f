package io.vigie.alert.postgres;

import io.vigie.alert.incident.Publications;
import io.vigie.alert.incident.Publications.Publication.OfCommand;
import io.vigie.alert.incident.Publications.Publication.OfIncident;
import io.vigie.alert.incident.Publications.Publication.OfNotification;
import io.vigie.alert.incident.Publications.Publication.OfRemoval;
import io.vigie.alert.incident.Publications.Publication.OfSilence;
import io.vigie.alert.incident.Publications.Publication.OfStatus;
import io.vigie.alert.silence.Silences;
import io.vigie.contract.alert.IncidentId;
import io.vigie.contract.alert.Notification;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.command.Command;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** {@link Publications} in PostgreSQL: whatever has a version above its published one. */
public final class PostgresPublications implements Publications {

  private static final String ITEMS =
      "select "
          + ItemRows.COLUMNS
          + " from alert.item i where version > published_version order by changed_at limit ?";
  private static final String INCIDENTS =
      "select "
          + IncidentRows.COLUMNS
          + " from alert.incident n where version > published_version order by changed_at limit ?";
  private static final String SILENCES =
      "select "
          + SilenceRows.COLUMNS
          + " from alert.silence where version > published_version order by changed_at limit ?";
  private static final String NOTIFICATIONS =
      """
      select id, version, coalesce(incident, id) as incident, item, channel, occasion, delivery, attempts, created_at,
             delivered_at, last_error, escalated_to
        from alert.notification where version > published_version order by changed_at limit ?
      """;

  private final Transactions transactions;
  private final ItemRows items;
  private final IncidentRows incidents;
  private final CommandRows commands;
  private final SilenceRows silences;

  public PostgresPublications(DataSource database) {
    Json json = new Json();
    this.transactions = new Transactions(database);
    this.items = new ItemRows(json);
    this.commands = new CommandRows(json);
    this.silences = new SilenceRows(json, new Silences());
    this.incidents = IncidentRows.forReading(json);
  }

  @Override
  public List<Publication> unpublished(int limit) {
    return transactions.run(
        "read what is to be published",
        connection -> {
          List<Publication> found = new ArrayList<>();
          read(connection, ITEMS, limit, found, this::ofItem);
          read(
              connection,
              CommandRows.SELECT,
              limit,
              found,
              row -> new OfCommand(commands.command(row)));
          read(connection, INCIDENTS, limit, found, row -> new OfIncident(incidents.incident(row)));
          read(connection, SILENCES, limit, found, row -> new OfSilence(silences.silence(row)));
          read(connection, NOTIFICATIONS, limit, found, PostgresPublications::ofNotification);
          return found;
        });
  }

  /** Makes something of one row. */
  private interface Reader {
    Publication read(ResultSet row) throws SQLException;
  }

  private static void read(
      Connection connection, String sql, int limit, List<Publication> found, Reader reader)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, limit);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          found.add(reader.read(row));
        }
      }
    }
  }

  private Publication ofItem(ResultSet row) throws SQLException {
    var item = items.item(row);
    return item.removed() ? new OfRemoval(item.id(), item.version()) : new OfStatus(item.status());
  }

  private static Publication ofNotification(ResultSet row) throws SQLException {
    return new OfNotification(
        new Notification(
            row.getObject("id", UUID.class),
            row.getLong("version"),
            new IncidentId(row.getObject("incident", UUID.class)),
            ItemId.parse(row.getString("item")),
            row.getString("channel"),
            Notification.Occasion.ofWord(row.getString("occasion")),
            Notification.Delivery.ofWord(row.getString("delivery")),
            row.getInt("attempts"),
            Columns.instant(row, "created_at"),
            Columns.maybeInstant(row, "delivered_at"),
            Optional.ofNullable(row.getString("last_error")),
            Optional.ofNullable(row.getString("escalated_to"))));
  }

  /** The key and the version of a row that was published. */
  private record Mark(Table table, String key, long version) {}

  private enum Table {
    ITEM("alert.item", "item", "text"),
    INCIDENT("alert.incident", "id", "uuid"),
    SILENCE("alert.silence", "id", "uuid"),
    NOTIFICATION("alert.notification", "id", "uuid");

    private final String update;

    Table(String name, String key, String type) {
      // Published behind a newer version: the newer one goes out once more.
      this.update =
          """
          update %s t set published_version =
                   case when t.published_version > u.version then 0 else u.version end
            from unnest(?::%s[], ?::int8[]) as u (key, version)
           where t.%s = u.key
          """
              .formatted(name, type, key);
    }
  }

  @Override
  public void published(List<Publication> publications) {
    List<Mark> marks = publications.stream().flatMap(PostgresPublications::mark).toList();
    List<Command> sent =
        publications.stream()
            .filter(OfCommand.class::isInstance)
            .map(one -> ((OfCommand) one).command())
            .toList();
    transactions.run(
        "mark as published",
        connection -> {
          int marked = commands.published(connection, sent);
          for (Table table : Table.values()) {
            List<Mark> ofTable =
                marks.stream()
                    .filter(mark -> mark.table() == table)
                    .sorted(java.util.Comparator.comparing(Mark::key))
                    .toList();
            marked +=
                Columns.update(
                    connection,
                    table.update,
                    ofTable,
                    Columns.text(Mark::key),
                    Columns.number(Mark::version));
          }
          return marked;
        });
  }

  private static Stream<Mark> mark(Publication publication) {
    return switch (publication) {
      case OfStatus(var status) ->
          Stream.of(new Mark(Table.ITEM, status.item().toString(), status.version()));
      case OfRemoval(var item, var version) ->
          Stream.of(new Mark(Table.ITEM, item.toString(), version));
      case OfCommand _ -> Stream.empty();
      case OfIncident(var incident) ->
          Stream.of(new Mark(Table.INCIDENT, incident.id().toString(), incident.version()));
      case OfSilence(var silence) ->
          Stream.of(new Mark(Table.SILENCE, silence.id().toString(), silence.version()));
      case OfNotification(var notification) ->
          Stream.of(
              new Mark(Table.NOTIFICATION, notification.id().toString(), notification.version()));
    };
  }
}
