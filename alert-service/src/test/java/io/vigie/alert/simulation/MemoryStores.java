package io.vigie.alert.simulation;

import io.vigie.alert.incident.StoreContract.Stores;
import io.vigie.alert.route.Plan;
import java.util.List;

/** The three ports on rows in memory, for the contracts that the database keeps too. */
final class MemoryStores {

  private MemoryStores() {}

  static Stores open(List<String> channels) {
    Rows rows = new Rows();
    return new Stores(
        new LedgerInMemory(rows, (check, at) -> Plan.atOnce(check.route(), channels, at)),
        new OutboxInMemory(rows),
        new PublicationsInMemory(rows));
  }
}
