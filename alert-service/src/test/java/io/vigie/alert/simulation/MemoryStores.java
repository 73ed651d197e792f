package io.vigie.alert.simulation;

import io.vigie.alert.incident.StoreContract.Stores;
import io.vigie.alert.route.Plan;
import io.vigie.contract.check.Check;
import java.time.Instant;
import java.util.List;

/** The three ports on rows in memory, for the contracts that the database keeps too. */
final class MemoryStores {

  private MemoryStores() {}

  static Stores open(List<String> channels) {
    Rows rows = new Rows();
    return new Stores(
        new LedgerInMemory(rows, (check, at) -> plan(check, channels, at), Flaw.none()),
        new OutboxInMemory(rows),
        new PublicationsInMemory(rows));
  }

  private static Plan plan(Check check, List<String> channels, Instant at) {
    boolean pager = check.route().equals("pager");
    return Plan.atOnce(check.route(), pager ? List.of("pager") : channels, at);
  }
}
