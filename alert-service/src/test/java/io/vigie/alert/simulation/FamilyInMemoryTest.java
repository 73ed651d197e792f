package io.vigie.alert.simulation;

import io.vigie.alert.incident.FamilyContract;
import java.util.List;

class FamilyInMemoryTest extends FamilyContract {

  @Override
  protected Stores open(List<String> channels) {
    return MemoryStores.open(channels);
  }
}
