package io.vigie.contract.check;

import com.fasterxml.jackson.annotation.JsonValue;

/** How bad it is when an item fails. The order is the order of urgency. */
public enum Severity {
  /** Not fit for production while open; pages at any hour. */
  P0(5),
  /** Fit with reservations while open. */
  P1(3),
  /** Worth repairing. */
  P2(1);

  private final int weight;

  Severity(int weight) {
    this.weight = weight;
  }

  /** What the item counts for in the maturity of its category. */
  public int weight() {
    return weight;
  }

  /** The form that is sent, stored, shown and written by authors. */
  @JsonValue
  public String word() {
    return name();
  }
}
