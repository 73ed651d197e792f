package io.vigie.contract.check;

import java.util.List;

/**
 * From where an item is seen, when it is seen from several places.
 *
 * @param locations at least two, each once
 * @param quorum how many of them must see a failure for it to be one
 */
public record Vantage(List<String> locations, int quorum) {

  public Vantage {
    locations = List.copyOf(locations);
    if (locations.size() < 2 || locations.stream().distinct().count() < locations.size()) {
      throw new IllegalArgumentException(
          "vantage: must have at least two locations, each once, was " + locations);
    }
    if (quorum < 1 || quorum > locations.size()) {
      throw new IllegalArgumentException(
          "vantage: quorum must be 1 to " + locations.size() + ", was " + quorum);
    }
  }
}
