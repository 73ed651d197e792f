package io.vigie.report.definition;

import io.vigie.contract.check.Declared;
import io.vigie.contract.state.ItemState;
import java.util.Locale;

/** Whether what the document said of an item is what is seen of it. */
public enum Agreement {
  AGREES,

  /** Said to be done, seen to fail; or said to be open, seen to pass. */
  DISAGREES,

  /** Nothing is seen. */
  OPEN;

  public static Agreement of(Declared.Status declared, ItemState observed) {
    return switch (observed) {
      case PASSING -> declared == Declared.Status.DONE ? AGREES : DISAGREES;
      case FAILING, WAIVED -> declared == Declared.Status.OPEN ? AGREES : DISAGREES;
      case PENDING, UNKNOWN, STALE, NOT_APPLICABLE -> OPEN;
    };
  }

  /** The form that is sent. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
