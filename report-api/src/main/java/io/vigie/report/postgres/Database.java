package io.vigie.report.postgres;

import io.quarkus.agroal.DataSource;
import io.vigie.report.record.StorageException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Connections to the database of report-api, and what its errors mean. */
@ApplicationScoped
public class Database {

  /** Data exception, integrity violation, limit exceeded: the same message will fail again. */
  private static final Set<String> BLAMED_ON_MESSAGE = Set.of("22", "23", "54");

  private final javax.sql.DataSource source;

  @Inject
  public Database(@DataSource("report") javax.sql.DataSource source) {
    this.source = source;
  }

  /** What is done with a connection. */
  interface Work<T> {
    T with(Connection connection) throws SQLException;
  }

  /** Reads one row. */
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Does all of the work or none of it. */
  <T> T inTransaction(Work<T> work) {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T answer = work.with(connection);
        connection.commit();
        return answer;
      } catch (SQLException | RuntimeException e) {
        rollback(connection, e);
        throw e;
      }
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** Asks, with parameters of types that the driver knows or text that the query casts. */
  <T> List<T> query(String sql, Row<T> row, Object... parameters) {
    try (Connection connection = source.getConnection()) {
      return query(connection, sql, row, parameters);
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  static <T> List<T> query(Connection connection, String sql, Row<T> row, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = prepared(connection, sql, parameters);
        ResultSet rows = statement.executeQuery()) {
      List<T> answer = new ArrayList<>();
      while (rows.next()) {
        answer.add(row.read(rows));
      }
      return answer;
    }
  }

  static int update(Connection connection, String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = prepared(connection, sql, parameters)) {
      return statement.executeUpdate();
    }
  }

  /** A connection of one's own, to be closed by the caller. */
  Connection connection() throws SQLException {
    return source.getConnection();
  }

  private static PreparedStatement prepared(Connection connection, String sql, Object... parameters)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      for (int i = 0; i < parameters.length; i++) {
        bind(connection, statement, i + 1, parameters[i]);
      }
      return statement;
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }

  private static void bind(
      Connection connection, PreparedStatement statement, int place, Object parameter)
      throws SQLException {
    if (parameter instanceof List<?> texts) {
      Object[] elements = texts.stream().map(Object::toString).toArray();
      statement.setArray(place, connection.createArrayOf("text", elements));
    } else {
      statement.setObject(place, parameter);
    }
  }

  private static void rollback(Connection connection, Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  static StorageException failure(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    boolean blamed = state.length() == 5 && BLAMED_ON_MESSAGE.contains(state.substring(0, 2));
    return new StorageException(
        "database: " + firstLine(e.getMessage()) + (state.isEmpty() ? "" : " (" + state + ")"),
        blamed,
        e);
  }

  private static String firstLine(String message) {
    return message == null ? "no detail" : message.lines().findFirst().orElse("no detail");
  }
}
