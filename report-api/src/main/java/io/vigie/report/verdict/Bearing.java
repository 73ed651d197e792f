package io.vigie.report.verdict;

import io.vigie.contract.check.Severity;

/** What an item that does not pass does to the verdict, worst first. */
public enum Bearing {

  /** It stands in the way of going live. */
  DECIDES,

  /** One can go live with reservations. */
  RESERVES,

  /** It is listed. */
  INFORMS;

  static Bearing of(Severity severity, boolean recommended) {
    return switch (severity) {
      case P0 -> recommended ? RESERVES : DECIDES;
      case P1 -> RESERVES;
      case P2 -> INFORMS;
    };
  }
}
