package io.vigie.contract.state;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What we hold to be true of an item. */
public enum ItemState {
  /** Never seen. */
  PENDING,
  PASSING,
  FAILING,
  /** We could not look; says nothing of the target. */
  UNKNOWN,
  /** Too long no fresh result. */
  STALE,
  /** Seen to fail, and a named person accepts that until a date. */
  WAIVED,
  /** The checklist says why it does not apply here. */
  NOT_APPLICABLE;

  /** The form that is sent, stored and shown. */
  @JsonValue
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  @JsonCreator
  public static ItemState ofWord(String word) {
    return valueOf(word.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
  }
}
