package io.vigie.alert.postgres;

import io.vigie.alert.incident.PublicationsContract;
import java.util.List;

class PostgresPublicationsTest extends PublicationsContract {

  @Override
  protected Stores open(List<String> channels) {
    return PostgresStores.open(channels);
  }
}
