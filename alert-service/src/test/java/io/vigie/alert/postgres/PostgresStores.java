package io.vigie.alert.postgres;

import io.vigie.alert.incident.StoreContract.Stores;
import io.vigie.alert.route.Plan;
import io.vigie.contract.check.Check;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

/** The ports on one real database for all contracts, emptied before each test. */
final class PostgresStores {

  private static final DataSource DATABASE = Database.fresh();

  private PostgresStores() {}

  static Stores open(List<String> channels) {
    empty(DATABASE);
    return new Stores(
        new PostgresLedger(DATABASE, (check, at) -> plan(check, channels, at)),
        new PostgresOutbox(DATABASE),
        new PostgresPublications(DATABASE));
  }

  private static Plan plan(Check check, List<String> channels, Instant at) {
    boolean pager = check.route().equals("pager");
    return Plan.atOnce(check.route(), pager ? List.of("pager") : channels, at);
  }

  static void empty(DataSource database) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "truncate alert.item, alert.definition, alert.incident, alert.notification,"
              + " alert.membership, alert.roll_up_due, alert.command, alert.silence,"
              + " alert.order_taken, alert.remark, alert.dependency");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
