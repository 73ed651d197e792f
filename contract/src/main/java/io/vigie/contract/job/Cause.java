package io.vigie.contract.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why somebody looks. */
public enum Cause {
  /** It was due. */
  SCHEDULE,
  /** The system was deployed. */
  DEPLOYMENT,
  /** Somebody asked. */
  REQUEST,
  /** A failure is to be seen by another before it is believed. */
  CONFIRMATION;

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  public static Cause ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
