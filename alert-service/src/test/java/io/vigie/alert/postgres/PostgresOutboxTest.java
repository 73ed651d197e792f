package io.vigie.alert.postgres;

import io.vigie.alert.incident.OutboxContract;
import java.util.List;

class PostgresOutboxTest extends OutboxContract {

  @Override
  protected Stores open(List<String> channels) {
    return PostgresStores.open(channels);
  }
}
