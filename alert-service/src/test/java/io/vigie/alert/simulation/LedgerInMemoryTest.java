package io.vigie.alert.simulation;

import io.vigie.alert.incident.LedgerContract;
import java.util.List;

class LedgerInMemoryTest extends LedgerContract {

  @Override
  protected Stores open(List<String> channels) {
    return MemoryStores.open(channels);
  }
}
