package io.vigie.alert.postgres;

import io.vigie.alert.incident.StoreContract;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;

class PostgresStoreTest extends StoreContract {

  private static DataSource database;

  @BeforeAll
  static void create() {
    database = Database.fresh();
  }

  @Override
  protected Stores open(List<String> channels) {
    empty();
    return new Stores(
        new PostgresLedger(database, _ -> channels),
        new PostgresOutbox(database),
        new PostgresPublications(database));
  }

  private static void empty() {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "truncate alert.item, alert.definition, alert.incident, alert.notification");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
