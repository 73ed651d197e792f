package io.vigie.alert.postgres;

import io.vigie.alert.incident.LedgerContract;
import java.util.List;

class PostgresLedgerTest extends LedgerContract {

  @Override
  protected Stores open(List<String> channels) {
    return PostgresStores.open(channels);
  }
}
