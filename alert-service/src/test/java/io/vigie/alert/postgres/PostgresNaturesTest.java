package io.vigie.alert.postgres;

import io.vigie.alert.incident.NaturesContract;
import java.util.List;

class PostgresNaturesTest extends NaturesContract {

  @Override
  protected Stores open(List<String> channels) {
    return PostgresStores.open(channels);
  }
}
