package io.vigie.alert.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alert.Samples;
import io.vigie.alert.Variety;
import io.vigie.alert.incident.Item;
import io.vigie.alert.incident.Ledger;
import io.vigie.alert.incident.Ledger.Definition;
import io.vigie.alert.route.Plan;
import io.vigie.contract.check.Check;
import io.vigie.contract.check.ItemId;
import io.vigie.contract.check.Thresholds;
import io.vigie.contract.result.Result;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What only time decides is never forgotten: the row says so, whatever happened to the item. */
class WakeTest {

  private static final DataSource DATABASE = Database.fresh();
  private static final int STEPS = 60;

  private final Ledger ledger =
      new PostgresLedger(DATABASE, (_, at) -> Plan.atOnce("default", List.of("slack"), at));
  private final ItemRows rows = new ItemRows(new Json());
  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    connection = DATABASE.getConnection();
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  @ParameterizedTest
  @EnumSource
  void theRowWakesNoLaterThanItsStateMust(Variety variety) throws SQLException {
    Random random = new Random(variety.name().hashCode());
    Check check = variety.check(new Thresholds(2, 3, 2));
    Instant now = Samples.START;
    ledger.define(List.of(new Definition.Defined(check)), now);
    for (int step = 0; step < STEPS; step++) {
      now = now.plusSeconds(random.nextInt(10));
      something(random, check, now);
      Optional<Instant> must = item(check.item()).wakeAt(Instant.MIN, now);
      Optional<Instant> will = wakeAt(check.item());
      if (must.isPresent()) {
        assertThat(will).as("%s, step %d", variety, step).isPresent();
        assertThat(will.get()).as("%s, step %d", variety, step).isBeforeOrEqualTo(must.get());
      }
    }
  }

  private void something(Random random, Check check, Instant now) {
    switch (random.nextInt(8)) {
      case 0, 1 -> ledger.tick(Instant.MIN, now, 10);
      case 2 -> ledger.define(List.of(definition(random, check)), now);
      default -> ledger.accept(results(random, check, now), now);
    }
  }

  private static Definition definition(Random random, Check check) {
    Check revised = check.stamped("r" + random.nextInt(3));
    return switch (random.nextInt(8)) {
      case 0 -> new Definition.Removed(check.item());
      case 1 -> new Definition.Defined(Samples.excluded(revised, "not here"));
      default -> new Definition.Defined(revised);
    };
  }

  private static List<Result> results(Random random, Check check, Instant now) {
    List<Result> results = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      results.add(Variety.result(random, check, now.minusSeconds(random.nextInt(15))));
    }
    return results;
  }

  private Item item(ItemId id) throws SQLException {
    return rows.lock(connection, List.of(id)).get(id);
  }

  private Optional<Instant> wakeAt(ItemId id) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select wake_at from alert.item where item = ?")) {
      statement.setString(1, id.toString());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return Columns.maybeInstant(row, "wake_at");
      }
    }
  }
}
