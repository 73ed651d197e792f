package io.vigie.report.record;

import io.vigie.contract.check.ItemId;

/** A system in an environment: what a verdict is about. */
public record SystemKey(String system, String environment) implements Comparable<SystemKey> {

  /** What Vigie says of itself: there are incidents of it, and no checklist. */
  public static final SystemKey SELF = new SystemKey("vigie", "self");

  public SystemKey {
    if (!ItemId.isSystemName(system) || !ItemId.isSystemName(environment)) {
      throw new IllegalArgumentException(
          "system and environment: must consist of lower-case letters, digits and dashes, was \""
              + system
              + "/"
              + environment
              + "\"");
    }
  }

  public static SystemKey of(ItemId item) {
    return new SystemKey(item.system(), item.environment());
  }

  @Override
  public int compareTo(SystemKey other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return system + "/" + environment;
  }
}
