package io.vigie.alert.postgres;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Binds and reads what JDBC has no method for: arrays, one for each column, and instants. */
final class Columns {

  /** PostgreSQL's text cannot hold it. */
  private static final char ZERO = '\0';

  private Columns() {}

  /** Binds one column of many rows. */
  static <R> void bind(
      PreparedStatement statement,
      int index,
      String type,
      Collection<R> rows,
      Function<R, ?> column)
      throws SQLException {
    Object[] values = rows.stream().map(column).map(Columns::element).toArray();
    Array array = statement.getConnection().createArrayOf(type, values);
    statement.setArray(index, array);
  }

  /** A statement with one array parameter for each column. */
  @SafeVarargs
  @SuppressWarnings("varargs") // handed on as it came
  static <R> int update(Connection connection, String sql, Collection<R> rows, Column<R>... columns)
      throws SQLException {
    if (rows.isEmpty()) {
      return 0;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bindAll(statement, rows, columns);
      return statement.executeUpdate();
    }
  }

  /** The same for a statement that returns ids. */
  @SafeVarargs
  @SuppressWarnings("varargs") // handed on as it came
  static <R> Set<UUID> ids(
      Connection connection, String sql, Collection<R> rows, Column<R>... columns)
      throws SQLException {
    Set<UUID> ids = new HashSet<>();
    if (rows.isEmpty()) {
      return ids;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bindAll(statement, rows, columns);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          ids.add(row.getObject(1, UUID.class));
        }
      }
    }
    return ids;
  }

  private static <R> void bindAll(
      PreparedStatement statement, Collection<R> rows, Column<R>[] columns) throws SQLException {
    for (int i = 0; i < columns.length; i++) {
      bind(statement, i + 1, columns[i].type(), rows, columns[i].value());
    }
  }

  /** One column of many rows. */
  record Column<R>(String type, Function<R, ?> value) {}

  static <R> Column<R> text(Function<R, ?> value) {
    return new Column<>("text", value);
  }

  static <R> Column<R> number(Function<R, ? extends Number> value) {
    return new Column<>("int8", value);
  }

  static <R> Column<R> time(Function<R, ?> value) {
    return new Column<>("timestamptz", value);
  }

  static <R> Column<R> uuid(Function<R, ?> value) {
    return new Column<>("uuid", value);
  }

  static <R> Column<R> flag(Function<R, Boolean> value) {
    return new Column<>("bool", value);
  }

  static void setInstant(PreparedStatement statement, int index, Instant instant)
      throws SQLException {
    statement.setObject(index, OffsetDateTime.ofInstant(instant, ZoneOffset.UTC));
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  static Optional<Instant> maybeInstant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  /** What a text column can hold. */
  static String storable(String text) {
    return text.indexOf(ZERO) < 0 ? text : text.replace(ZERO, '\uFFFD');
  }

  private static Object element(Object value) {
    return switch (value) {
      case null -> null;
      case Optional<?> maybe -> element(maybe.orElse(null));
      case Boolean flag -> flag;
      case Number number -> number;
      case Object other -> storable(other.toString());
    };
  }

  static String[] texts(List<?> values) {
    return values.stream().map(Object::toString).toArray(String[]::new);
  }
}
