package io.vigie.contract.check;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What looking does to the target. What destroys cannot be ordered at all. */
public enum Effect {
  /** Nothing is changed. */
  READ_ONLY,
  /** Something is created and removed again. */
  WRITES_AND_CLEANS_UP,
  /** Real work begins, such as a mail that is sent. */
  STARTS_WORK,
  /** Several in a row may lock an account or an address out. */
  MAY_LOCK_OUT,
  /** Many requests in a short time. */
  LOADS;

  /**
   * Whether one runner of a location at a time takes all such jobs, because runners do not know
   * what the others do.
   */
  public boolean isForOneRunner() {
    return switch (this) {
      case STARTS_WORK, MAY_LOCK_OUT, LOADS -> true;
      case READ_ONLY, WRITES_AND_CLEANS_UP -> false;
    };
  }

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @JsonCreator
  public static Effect ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
