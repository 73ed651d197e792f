package io.vigie.alert.simulation;

import io.vigie.alert.incident.OutboxContract;
import java.util.List;

class OutboxInMemoryTest extends OutboxContract {

  @Override
  protected Stores open(List<String> channels) {
    return MemoryStores.open(channels);
  }
}
