package io.vigie.alert.postgres;

import io.vigie.alert.incident.FamilyContract;
import java.util.List;

class PostgresFamilyTest extends FamilyContract {

  @Override
  protected Stores open(List<String> channels) {
    return PostgresStores.open(channels);
  }
}
