package io.vigie.alert.postgres;

import io.vigie.alert.incident.LedgerException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Runs work in a transaction. A deadlock or serialization failure is tried again at once, a few
 * times; whether anything else may pass is told by the exception. Thread-safe.
 */
final class Transactions {

  private static final int TRIES = 4;
  private static final Set<String> CONFLICTS = Set.of("40001", "40P01");

  /**
   * Data exception, constraint violated, syntax or access rule: the same work fails the same way.
   */
  private static final Set<String> LASTING = Set.of("22", "23", "42");

  private final DataSource database;

  Transactions(DataSource database) {
    this.database = database;
  }

  /** Work on one connection. */
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  <T> T run(String what, Work<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return once(work);
      } catch (SQLException e) {
        if (!CONFLICTS.contains(String.valueOf(e.getSQLState())) || attempt == TRIES) {
          throw failure(what, e);
        }
      }
    }
  }

  private <T> T once(Work<T> work) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T done = work.on(connection);
        connection.commit();
        return done;
      } catch (SQLException | RuntimeException e) {
        rollBack(connection, e);
        throw e;
      }
    }
  }

  private static void rollBack(Connection connection, Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private static LedgerException failure(String what, SQLException e) {
    String state = String.valueOf(e.getSQLState());
    boolean lasting = state.length() == 5 && LASTING.contains(state.substring(0, 2));
    // The lines after the first quote the row, which is none of a log's business.
    String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse(state);
    return new LedgerException("database: could not " + what + ": " + reason, !lasting, e);
  }
}
