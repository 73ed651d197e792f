package io.vigie.contract.check;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How an item binds. */
public enum Polarity {
  /** It must be so. */
  REQUIRED,
  /** It should be so; a failure never stands in the way of going live. */
  RECOMMENDED,
  /** It must not be so: what is expected is what is forbidden. */
  FORBIDDEN;

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  public static Polarity ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
