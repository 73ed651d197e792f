package io.vigie.alert.simulation;

import io.vigie.alert.incident.NaturesContract;
import java.util.List;

class NaturesInMemoryTest extends NaturesContract {

  @Override
  protected Stores open(List<String> channels) {
    return MemoryStores.open(channels);
  }
}
