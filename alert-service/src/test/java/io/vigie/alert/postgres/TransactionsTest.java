package io.vigie.alert.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.alert.incident.LedgerException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class TransactionsTest {

  private static DataSource database;

  private final Transactions transactions = new Transactions(database);
  private final AtomicInteger tries = new AtomicInteger();

  @BeforeAll
  static void create() throws SQLException {
    database = Database.fresh();
    try (Connection connection = database.getConnection()) {
      execute(connection, "create table tried (n int)");
    }
  }

  @Test
  void triesAConflictAgainFromTheStart() {
    int done =
        transactions.run(
            "count",
            connection -> {
              execute(connection, "truncate tried");
              execute(connection, "insert into tried values (1)");
              if (tries.incrementAndGet() < 3) {
                raise(connection, "40001");
              }
              return count(connection);
            });
    assertThat(done).isEqualTo(1);
    assertThat(tries).hasValue(3);
  }

  @Test
  void givesUpAConflictThatStaysAndSaysThatItMayPass() {
    assertThatThrownBy(
            () ->
                transactions.run(
                    "count",
                    connection -> {
                      tries.incrementAndGet();
                      return raise(connection, "40P01");
                    }))
        .isInstanceOfSatisfying(LedgerException.class, e -> assertThat(e.isPassing()).isTrue())
        .hasMessage("database: could not count: ERROR: on purpose");
    assertThat(tries).hasValue(4);
  }

  @Test
  void saysWhatCannotPass() {
    assertThatThrownBy(() -> transactions.run("count", connection -> raise(connection, "23514")))
        .isInstanceOfSatisfying(LedgerException.class, e -> assertThat(e.isPassing()).isFalse());
  }

  @Test
  void leavesNothingBehindWhenItFails() throws SQLException {
    assertThatThrownBy(
            () ->
                transactions.run(
                    "count",
                    connection -> {
                      execute(connection, "insert into tried values (7)");
                      throw new IllegalStateException("a bug");
                    }))
        .hasMessage("a bug");
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from tried where n = 7")) {
      row.next();
      assertThat(row.getInt(1)).isZero();
    }
  }

  @Test
  void aDatabaseThatIsAwayMayComeBack() {
    PGSimpleDataSource nowhere = new PGSimpleDataSource();
    nowhere.setUrl("jdbc:postgresql://127.0.0.1:1/vigie");
    assertThatThrownBy(() -> new Transactions(nowhere).run("count", TransactionsTest::count))
        .isInstanceOfSatisfying(LedgerException.class, e -> assertThat(e.isPassing()).isTrue());
  }

  private static int raise(Connection connection, String state) throws SQLException {
    execute(
        connection,
        "do $$ begin raise exception 'on purpose' using errcode = '" + state + "'; end $$");
    return 0;
  }

  private static int count(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from tried")) {
      row.next();
      return row.getInt(1);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
