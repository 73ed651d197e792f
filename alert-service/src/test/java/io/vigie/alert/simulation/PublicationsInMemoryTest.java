package io.vigie.alert.simulation;

import io.vigie.alert.incident.PublicationsContract;
import java.util.List;

class PublicationsInMemoryTest extends PublicationsContract {

  @Override
  protected Stores open(List<String> channels) {
    return MemoryStores.open(channels);
  }
}
