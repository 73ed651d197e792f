package io.vigie.report.record;

import io.vigie.contract.result.Outcome;
import java.util.Locale;

/** How a run ended, without its details. */
public enum Seen {
  PASSED,
  FAILED,
  BLIND,
  MISSED;

  public static Seen in(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Passed _ -> PASSED;
      case Outcome.Failed _ -> FAILED;
      case Outcome.Blind _ -> BLIND;
      case Outcome.Missed _ -> MISSED;
    };
  }

  /** The form that is stored and shown. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Seen ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
