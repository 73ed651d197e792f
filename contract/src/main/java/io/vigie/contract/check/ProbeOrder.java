package io.vigie.contract.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;

/**
 * Everything a runner needs to look, except secret values: the kind, its settings as the kind
 * defines them, what is expected, from where, and how long it may take.
 */
public record ProbeOrder(
    String kind, ObjectNode settings, List<String> expect, String location, Duration timeout) {

  /** Where a check is seen from when it names no location. */
  public static final String DEFAULT_LOCATION = "outside";

  public ProbeOrder {
    settings = settings.deepCopy();
    expect = List.copyOf(expect);
  }

  @Override
  public ObjectNode settings() {
    return settings.deepCopy();
  }
}
